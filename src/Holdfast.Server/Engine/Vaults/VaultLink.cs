using Holdfast.Contracts.Bandwidth;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Format.Keys;
using Holdfast.Store;
using Holdfast.Store.Copying;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Store.Repositories;
using Holdfast.Vault;
using Holdfast.Vault.Connections;

namespace Holdfast.Server.Engine.Vaults;

/// <summary>This server's connection with its vault and its copy there. The copy is opened when it is first needed and after it was unreachable.</summary>
internal sealed class VaultLink : IDisposable
{
    private static readonly string[] descriptionKinds = ["group", "source"];

    /// <summary>How long an answer of a vault elsewhere holds.</summary>
    private static readonly TimeSpan answerHolds = TimeSpan.FromSeconds(2), measureHolds = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new(), connecting = new();
    private readonly EngineOptions options;
    private readonly IVaultAccess access;
    private readonly TimeProvider clock;
    private readonly IRandomness randomness;
    private readonly VaultRecordFile file;
    private readonly BandwidthLimit limit;
    private IVaultConnection? connection, looking;
    private VaultSight? sight;
    private Repository? copy;
    private (long Points, long Bytes, long At)? measured;

    /// <summary>Something went wrong with the copy: what it knows is compared with the vault before it is used again.</summary>
    private volatile bool isStale;

    internal VaultLink(EngineOptions options, EngineSettings settings, IVaultAccess access, TimeProvider clock, IRandomness randomness)
    {
        (this.options, this.access, this.clock, this.randomness) = (options, access, clock, randomness);
        file = new VaultRecordFile(options.VaultRegistration);
        limit = new BandwidthLimit(clock) { Schedule = settings.Bandwidth };
    }

    /// <summary>How fast is sent; takes effect at once.</summary>
    internal BandwidthSchedule Bandwidth => VaultWeek.Load(options);

    /// <param name="hours">Null: the settings hold again.</param>
    internal void LimitTo(IReadOnlyList<IReadOnlyList<int?>>? hours)
    {
        VaultWeek.Save(options, hours);
        limit.Schedule = VaultWeek.Load(options);
    }

    internal bool IsRegistered => file.Read() is not null;

    /// <summary>Through which this server's vault is reached; null: as the settings say.</summary>
    internal VaultProxy? Proxy => file.Read()?.Place.Proxy;

    internal VaultLinkRecord Record => file.Require();

    /// <exception cref="HoldfastException">Not registered.</exception>
    internal IVaultConnection Connection => Connected().Connection;

    /// <summary>Asks the vault itself, without opening the copy.</summary>
    internal VaultContact Contact
    {
        get
        {
            if (file.Read()?.Place.Membership is not { } vault) return new VaultContact("notRegistered", null, null, null, null, null);
            var seen = Connected().Sight.Look();
            return new VaultContact(
                seen.Standing is null ? "unreachable" : "connected", vault.VaultId, vault.VaultName, vault.Address, seen.Standing?.State, seen.Reason, seen.Standing);
        }
    }

    internal VaultState State
    {
        get
        {
            if (file.Read()?.Place.Membership is not { } vault) return new VaultState("notRegistered", null, null, null, null, null, 0, 0);
            var contact = Contact;
            var state = new VaultState(contact.State, vault.VaultName, vault.VaultId, vault.ServerId, vault.Address, contact.Reason, 0, 0, contact.Subscription)
            {
                ServerName = vault.ServerName, Standing = contact.Standing,
            };
            if (contact.Standing is null) return state;
            try
            {
                var (points, bytes) = Measure();
                return state with { Points = points, Bytes = bytes };
            }
            catch (Exception error) when (error is StorageException or HoldfastException)
            {
                return state with { State = "unreachable", Reason = error.Message };
            }
        }
    }

    /// <summary>Remembers a new registration and the keys of the copy; what was open belongs to the old one.</summary>
    internal void Adopt(VaultPlace place, Keyring keyring, string fingerprint)
    {
        lock (gate)
        {
            Close();
            var (before, membership) = (file.Read()?.Place.Membership, place.Membership);
            PrivateFile.WriteKeyring(options.VaultKeys, keyring);
            if ((before is null || before.VaultId != membership.VaultId || before.ServerId != membership.ServerId) && Directory.Exists(options.VaultIndex))
                Directory.Delete(options.VaultIndex, recursive: true);
            var old = file.Read()?.Place;
            file.Write(new VaultLinkRecord(place, clock.GetUtcNow(), fingerprint));
            if (old is not null && old.Membership.Certificate != place.Membership.Certificate) access.Forget(old);
        }
    }

    /// <summary>The keys of the copy have changed, and what was sealed before stays readable with them.</summary>
    internal void Rekey(Keyring keyring)
    {
        lock (gate)
        {
            PrivateFile.WriteKeyring(options.VaultKeys, keyring);
            copy?.Dispose();
            copy = null;
        }
    }

    internal void NoteFingerprint(string fingerprint) => file.Write(Record with { Fingerprint = fingerprint });

    internal bool NeedsRenewal => file.Read() is { } record && access.NeedsRenewal(record.Place);

    /// <summary>Renews the certificate of this server where it ends soon. What is open goes on with the old one, so nobody may be using the copy.</summary>
    internal void Renew()
    {
        if (!NeedsRenewal) return;
        lock (gate)
        {
            var record = Record;
            var renewed = access.Renew(record.Place);
            Close();
            file.Write(record with { Place = renewed });
            access.Forget(record.Place);
        }
    }

    /// <summary>The copy, opened.</summary>
    /// <exception cref="HoldfastException">Not registered.</exception>
    /// <exception cref="StorageException">Not reachable now.</exception>
    internal Repository Require()
    {
        lock (gate)
        {
            if (copy is not null)
            {
                if (isStale) copy.RefreshIndex();
                isStale = false;
                return copy;
            }
            var keyring = Keys;
            return copy = VaultCopy.Open(Connection.Prefix, keyring, options.VaultIndex, clock, randomness, limit, Record.Place.IsRemote);
        }
    }

    /// <exception cref="HoldfastException">They were lost.</exception>
    internal Keyring Keys => PrivateFile.ReadKeyring(options.VaultKeys)
        ?? throw new HoldfastException(ErrorCode.PassphraseMisconfigured, "The keys of the vault copy are missing.", "Run: holdfast vault rebuild --passphrase-file FILE");

    /// <summary>The copy, or null where there is none or it cannot be reached: for work that goes on without it.</summary>
    internal Repository? TryGet()
    {
        try
        {
            return Contact.Standing is null ? null : Require();
        }
        catch (Exception error) when (error is StorageException or HoldfastException)
        {
            return null; // its state, shown by status, says why
        }
    }

    /// <summary>Does something to the copy if it can be reached.</summary>
    internal void Try(Action<Repository> work)
    {
        if (TryGet() is not { } repository) return;
        try
        {
            work(repository);
        }
        catch (StorageException)
        {
            isStale = true;
        }
    }

    /// <summary>Sends a point. What a cut left behind is found and not sent again.</summary>
    internal RecoveryPoint Push(Repository pool, RecoveryPoint point, IJobReport report, CancellationToken cancellation)
    {
        report.Progress.Phase = "sending";
        limit.Schedule = VaultWeek.Load(options);
        var repository = Require();
        RequireSameDomain(pool.Keyring, repository.Keyring);
        measured = null;
        try
        {
            foreach (var kind in descriptionKinds)
                foreach (var (id, json) in pool.Descriptions.LoadAll(kind)) repository.Descriptions.Save(kind, id, json);
            var sent = new PointCopy(pool, repository, new SentBytes(report), cancellation).Run(point);
            new LogCopies(pool, repository, Connection).Send(point.Source.Id, new SentBytes(report), cancellation);
            return sent;
        }
        catch (StorageException)
        {
            isStale = true;
            CurrentSight?.Forget();
            throw;
        }
    }

    /// <summary>Removes points from the vault in one request, so that one PIN is enough for all of them.</summary>
    internal void Delete(IReadOnlyCollection<string> pointIds, string? pin)
    {
        var repository = Require();
        measured = null;
        var there = repository.Points.All().ToDictionary(point => point.Id);
        if (pointIds.FirstOrDefault(id => !there.ContainsKey(id)) is { } absent) throw new StorageException(StorageFault.NotFound, $"There is no recovery point {absent}.");
        var going = pointIds.Select(id => there[id]).ToList();
        // A log is of no use without a point: it goes with the last one.
        var left = there.Values.Where(point => !point.IsLog).Except(going).Select(point => point.Source.Id).ToHashSet();
        var logs = going.Select(point => point.Source.Id).Distinct().Where(source => !left.Contains(source)).SelectMany(repository.Points.LogsOf);
        repository.Points.Delete([.. going, .. logs], names => Connection.Retire(names, pin));
    }

    /// <summary>From the vault and the passphrase alone: keys, index and points.</summary>
    internal void Rebuild(string passphrase, IJobReport report, CancellationToken cancellation)
    {
        report.Progress.Phase = "rebuilding";
        lock (gate)
        {
            var keyring = Repository.Unlock(Connection.Prefix, passphrase);
            Close();
            PrivateFile.WriteKeyring(options.VaultKeys, keyring);
            if (Directory.Exists(options.VaultIndex)) Directory.Delete(options.VaultIndex, recursive: true);
            cancellation.ThrowIfCancellationRequested();
            var repository = Require();
            Interlocked.Exchange(ref report.Progress.Items, repository.Points.All().Count);
        }
    }

    /// <summary>What lies in the vault was changed by others than this server.</summary>
    internal void NoteChange()
    {
        measured = null;
        isStale = true;
        CurrentSight?.Forget();
    }

    public void Dispose()
    {
        lock (gate) Close();
    }

    private VaultSight? CurrentSight
    {
        get
        {
            lock (connecting) return sight;
        }
    }

    // Chunks are named by the keys of the pool: under those of another, the copy would be full of names that promise other bytes.
    private static void RequireSameDomain(Keyring pool, Keyring copy)
    {
        if (pool.IsInDomainOf(copy)) return;
        throw new HoldfastException(
            ErrorCode.VaultCopyFailed, "The copy in the vault belongs to a pool that was lost together with its keys; this pool has others, so nothing can be added to the copy.",
            "What it holds can be recovered as before. An empty pool takes over a lost server's place in the vault (holdfast vault register FILE --replace SERVER); otherwise register with another vault.");
    }

    private (long Points, long Bytes) Measure()
    {
        if (measured is { } known && Record.Place.IsRemote && clock.GetElapsedTime(known.At) < measureHolds) return (known.Points, known.Bytes);
        var repository = Require();
        var points = repository.Points.All().Count(point => point.IsListed);
        var bytes = repository.Measure().Bytes;
        measured = (points, bytes, clock.GetTimestamp());
        return (points, bytes);
    }

    private (IVaultConnection Connection, VaultSight Sight) Connected()
    {
        lock (connecting)
        {
            if (connection is null || sight is null)
            {
                var place = file.Require().Place;
                connection?.Dispose();
                var opened = connection = access.Connect(place);
                var asking = looking = place.IsRemote ? access.Connect(place, isPatient: false) : opened;
                sight = new VaultSight(asking.Look, place.IsRemote ? answerHolds : TimeSpan.Zero, clock);
            }
            return (connection, sight);
        }
    }

    private void Close()
    {
        copy?.Dispose();
        copy = null;
        measured = null;
        lock (connecting)
        {
            if (looking != connection) looking?.Dispose();
            connection?.Dispose();
            (connection, looking, sight) = (null, null, null);
        }
    }

    private sealed class SentBytes(IJobReport report) : ICopyProgress
    {
        public void Sent(long bytes) => Interlocked.Add(ref report.Progress.BytesSent, bytes);
    }
}
