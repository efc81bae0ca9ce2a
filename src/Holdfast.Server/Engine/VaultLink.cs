using Holdfast.Contracts.Bandwidth;
using System.Text.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault.Owner;
using Holdfast.Format.Keys;
using Holdfast.Store;
using Holdfast.Store.Blobs;
using Holdfast.Store.Copying;
using Holdfast.Store.Durability;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Store.Repositories;
using Holdfast.Vault;
using Holdfast.Vault.Transfer;
using Holdfast.VaultService;

namespace Holdfast.Server.Engine;

/// <summary>This server's registration with a vault and its copy there. The copy is opened when it is first needed and after it was unreachable.</summary>
internal sealed class VaultLink(EngineOptions options, EngineSettings settings, TimeProvider clock, IRandomness randomness) : IDisposable
{
    private readonly Lock gate = new();
    private readonly BandwidthLimit limit = new(clock) { Schedule = settings.Bandwidth };
    private Repository? copy;
    private FolderBlobStore? store;

    /// <summary>Something went wrong with the copy: what it knows is compared with the vault before it is used again.</summary>
    private volatile bool isStale;

    /// <summary>How long the vault keeps what was deleted: its own rule, unless this server's settings ask for longer.</summary>
    public TimeSpan SoftDeleteWindow => TimeSpan.FromDays(settings.VaultSoftDeleteDays ?? ReadRecord()?.SoftDeleteDays ?? NewVault.ShortestSoftDelete);

    /// <summary>Asks the vault itself, without opening the copy.</summary>
    public VaultContact Contact
    {
        get
        {
            if (ReadRecord() is not { } record) return new VaultContact("notRegistered", null, null, null, null, null);
            try
            {
                var vault = VaultRegistrar.Look(record.Address, record.VaultId);
                var reason = Directory.Exists(record.Prefix) ? null : $"The vault's folder '{record.Prefix}' is not there.";
                return new VaultContact(reason is null ? "connected" : "unreachable", record.VaultId, record.VaultName, record.Address, vault.State, reason);
            }
            catch (HoldfastException error)
            {
                return new VaultContact("unreachable", record.VaultId, record.VaultName, record.Address, null, error.Message);
            }
        }
    }

    public VaultState State
    {
        get
        {
            if (ReadRecord() is not { } record) return new VaultState("notRegistered", null, null, null, null, null, 0, 0);
            var contact = Contact;
            VaultState Unreachable(string? reason) =>
                new("unreachable", record.VaultName, record.VaultId, record.ServerId, record.Address, reason, 0, 0, contact.Subscription);
            if (contact.Reason is not null) return Unreachable(contact.Reason);
            try
            {
                var repository = Require();
                return new VaultState(
                    "connected", record.VaultName, record.VaultId, record.ServerId, record.Address, null,
                    repository.Points.All().Count(point => point.IsListed), repository.Measure().Bytes, contact.Subscription);
            }
            catch (Exception error) when (error is StorageException or HoldfastException)
            {
                return Unreachable(error.Message);
            }
        }
    }

    /// <summary>First start: makes the embedded vault and registers with it. False where there was one already, or this server is registered elsewhere.</summary>
    public bool RegisterEmbedded(Keyring pool, Func<string> passphrase)
    {
        if (ReadRecord() is not null) return false;
        using var service = VaultDirectory.Open(options.EmbeddedVault, clock);
        // On the same computer, of the same owner: floors would hold nobody.
        if (service.Vaults.All(vault => vault.Name != EmbeddedName)) service.Create(new NewVault(EmbeddedName) { HasRetentionFloors = false });
        Register(service.IssueCredentials(EmbeddedName), pool, passphrase());
        return true;
    }

    public VaultState Register(ReadOnlyMemory<byte> credentials, Keyring pool, string passphrase)
    {
        if (PassphraseRule.Violation(passphrase) is { } violation)
            throw new HoldfastException(passphrase.Length < PassphraseRule.ShortestLength ? ErrorCode.PassphraseTooShort : ErrorCode.PassphraseNotAccepted, violation);
        lock (gate)
        {
            var registration = VaultRegistrar.Register(credentials.Span, Environment.MachineName, pool.Repository.ToString(), clock);
            Close();
            using (var prefix = new FolderBlobStore(registration.Folder))
                PrivateFile.WriteKeyring(options.VaultKeys, VaultCopy.CreateOrUnlock(prefix, pool, passphrase, randomness));
            var record = new VaultLinkRecord(registration.VaultId, registration.VaultName, registration.ServerId, registration.Address, registration.Folder, registration.SoftDeleteDays);
            if (ReadRecord() is { } before && before.Prefix != record.Prefix && Directory.Exists(options.VaultIndex)) Directory.Delete(options.VaultIndex, recursive: true);
            PrivateFile.Write(options.VaultRegistration, JsonSerializer.SerializeToUtf8Bytes(record, EngineJson.Default.VaultLinkRecord));
        }
        return State;
    }

    /// <summary>The copy, opened.</summary>
    /// <exception cref="HoldfastException">Not registered.</exception>
    /// <exception cref="StorageException">Not reachable now.</exception>
    public Repository Require()
    {
        lock (gate)
        {
            if (copy is not null)
            {
                if (isStale) copy.RefreshIndex();
                isStale = false;
                return copy;
            }
            var record = ReadRecord() ?? throw new HoldfastException(ErrorCode.VaultNotRegistered, "This server is not registered with a vault.");
            var keyring = PrivateFile.ReadKeyring(options.VaultKeys)
                ?? throw new HoldfastException(ErrorCode.PassphraseMisconfigured, "The keys of the vault copy are missing.", "Run: holdfast vault rebuild --passphrase-file FILE");
            return Open(record, keyring);
        }
    }

    /// <summary>The copy, or null where there is none or it cannot be reached: for work that goes on without it.</summary>
    public Repository? TryGet()
    {
        try
        {
            return ReadRecord() is null ? null : Require();
        }
        catch (Exception error) when (error is StorageException or HoldfastException)
        {
            return null; // its state, shown by status, says why
        }
    }

    /// <summary>Does something to the copy if it can be reached.</summary>
    public void Try(Action<Repository> work)
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
    public RecoveryPoint Push(Repository pool, RecoveryPoint point, IJobReport report, CancellationToken cancellation)
    {
        report.Progress.Phase = "sending";
        limit.Schedule = EngineSettings.Load(options.Settings).Bandwidth;
        var repository = Require();
        RequireSameDomain(pool.Keyring, repository.Keyring);
        try
        {
            foreach (var kind in DescriptionKinds)
                foreach (var (id, json) in pool.Descriptions.LoadAll(kind)) repository.Descriptions.Save(kind, id, json);
            return new PointCopy(pool, repository, new SentBytes(report), cancellation).Run(point);
        }
        catch (StorageException)
        {
            isStale = true;
            throw;
        }
    }

    /// <summary>From the vault and the passphrase alone: keys, index and points.</summary>
    public void Rebuild(string passphrase, IJobReport report, CancellationToken cancellation)
    {
        report.Progress.Phase = "rebuilding";
        lock (gate)
        {
            var record = ReadRecord() ?? throw new HoldfastException(ErrorCode.VaultNotRegistered, "This server is not registered with a vault.");
            Close();
            Keyring keyring;
            using (var prefix = new FolderBlobStore(record.Prefix)) keyring = Repository.Unlock(prefix, passphrase);
            PrivateFile.WriteKeyring(options.VaultKeys, keyring);
            if (Directory.Exists(options.VaultIndex)) Directory.Delete(options.VaultIndex, recursive: true);
            cancellation.ThrowIfCancellationRequested();
            var repository = Open(record, keyring);
            Interlocked.Exchange(ref report.Progress.Items, repository.Points.All().Count);
        }
    }

    public void Dispose()
    {
        lock (gate) Close();
    }

    private const string EmbeddedName = "Local";
    private static readonly string[] DescriptionKinds = ["group", "source"];

    // Chunks are named by the keys of the pool: under those of another, the copy would be full of names that promise other bytes.
    private static void RequireSameDomain(Keyring pool, Keyring copy)
    {
        if (pool.ChunkIdKey.AsSpan().SequenceEqual(copy.ChunkIdKey)) return;
        throw new HoldfastException(
            ErrorCode.VaultCopyFailed, "The copy in the vault belongs to a pool that was lost together with its keys; this pool has others, so nothing can be added to the copy.",
            "What it holds can be recovered as before. To send new recovery points, register this server with another vault: holdfast vault register FILE");
    }

    private Repository Open(VaultLinkRecord record, Keyring keyring)
    {
        if (!Directory.Exists(record.Prefix)) throw new StorageException(StorageFault.Unavailable, $"The vault's folder '{record.Prefix}' is not there.");
        store = new FolderBlobStore(record.Prefix);
        return copy = VaultCopy.Open(store, keyring, options.VaultIndex, clock, randomness, limit);
    }

    private void Close()
    {
        copy?.Dispose();
        store?.Dispose();
        copy = null;
        store = null;
    }

    private VaultLinkRecord? ReadRecord() => File.Exists(options.VaultRegistration)
        ? JsonSerializer.Deserialize(DurableFile.ReadAll(options.VaultRegistration, 1 << 20), EngineJson.Default.VaultLinkRecord)
        : null;

    private sealed class SentBytes(IJobReport report) : ICopyProgress
    {
        public void Sent(long bytes) => Interlocked.Add(ref report.Progress.BytesSent, bytes);
    }
}
