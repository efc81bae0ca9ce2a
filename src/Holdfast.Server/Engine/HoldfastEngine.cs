using Holdfast.Agent.Disks;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Bandwidth;
using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Wire;
using Holdfast.Format.Items.Table;
using Holdfast.Format.Keys;
using Holdfast.Server.Engine.Applications;
using Holdfast.Server.Engine.Keys;
using Holdfast.Server.Engine.Reading;
using Holdfast.Server.Engine.Remote;
using Holdfast.Server.Engine.Vaults;
using Holdfast.Store.Collecting;
using Holdfast.Store.Pool;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Store.Repositories;
using Holdfast.Workloads.Disks;
using Microsoft.Extensions.Logging;
using BackupDocument = Holdfast.Workloads.Applications.BackupDocument;

namespace Holdfast.Server.Engine;

/// <summary>The engine of one installation: its pool, its copy in a vault, and the copies of other servers that it may read.</summary>
public sealed class HoldfastEngine : IEngine
{
    private readonly EngineOptions options;
    private readonly EngineSettings settings;
    private readonly TimeProvider clock;
    private readonly PoolHome home;
    private readonly PoolDisks disks;
    private readonly IVaultAccess access;
    private readonly VaultLink vault;
    private readonly VaultAdmission admission;
    private readonly VaultKeys keys;
    private readonly ExternalCopies externals;
    /// <summary>Held for reading by all that uses pool or copies, for writing by what replaces them.</summary>
    private readonly ReaderWriterLockSlim gate = new(LockRecursionPolicy.SupportsRecursion);
    private Repository pool;

    private HoldfastEngine(EngineOptions options, EngineSettings settings, TimeProvider clock, IVaultAccess access)
    {
        var randomness = SystemRandomness.Instance;
        this.options = options;
        this.clock = clock;
        this.settings = settings;
        home = new PoolHome(options, settings, clock, randomness);
        (disks, pool) = home.Open();
        this.access = access;
        vault = new VaultLink(options, settings, access, clock, randomness);
        admission = new VaultAdmission(vault, access, randomness);
        keys = new VaultKeys(options, home, disks, vault, randomness);
        externals = new ExternalCopies(options, access, () => vault.Proxy, clock, randomness);
        Applications = new ApplicationEngine(
            settings, clock, work => Using(() => work(pool)), (place, work) => Using(() => work(RepositoryOf(place.Online, place.ExternalServerId))));
        if (admission.RegisterEmbedded(pool.Keyring, home.ReadPassphrase)) home.Messages.Add($"A vault was made in {options.EmbeddedVault}, and this server was registered with it.");
    }

    public IApplicationEngine Applications { get; }

    /// <summary>What was made at this start, one sentence each.</summary>
    public IReadOnlyList<string> FirstStartMessages => home.Messages;

    public PoolState Pool => Using(() =>
    {
        var states = disks.Disks;
        var (packs, bytes) = pool.Measure();
        return new PoolState(
            pool.Keyring.Repository.ToString(), states.Sum(disk => disk.Capacity), states.Sum(disk => disk.Free), bytes, packs, pool.Index.Count,
            states.All(disk => disk.Condition != PoolDiskCondition.Missing));
    });

    public IReadOnlyList<DiskState> Disks => [.. disks.Disks.Select(ToState)];

    public VaultState Vault => Using(() => vault.State);

    public VaultContact Contact => Using(() => vault.Contact);

    public IReadOnlyList<ExternalServer> Externals => Using(externals.List);

    /// <exception cref="HoldfastException">The installation cannot be opened; nothing of it was changed.</exception>
    public static HoldfastEngine Open(EngineOptions options, EngineSettings settings, TimeProvider clock) =>
        Open(options, settings, clock, new VaultAccess(options, clock));

    /// <summary>The same with ways to vaults of the caller's.</summary>
    internal static HoldfastEngine Open(EngineOptions options, EngineSettings settings, TimeProvider clock, IVaultAccess access) =>
        Faults.Translate(() => new HoldfastEngine(options, settings, clock, access));

    public DiskState AddDisk(string path) => Using(() =>
    {
        var state = disks.Add(path, pool.Points.All().GroupBy(point => point.Source.Id).Sum(source => source.Last().Table.Bytes));
        home.SaveDiskList(disks);
        pool.RefreshIndex();
        return ToState(state);
    });

    public void RemoveDisk(string diskId, bool evenIfDataIsLost, IJobReport report, CancellationToken cancellation) => Using(() =>
    {
        report.Progress.Phase = "moving";
        var removal = disks.Remove(
            diskId, evenIfDataIsLost,
            (moved, total) =>
            {
                Interlocked.Exchange(ref report.Progress.BytesRead, moved);
                Interlocked.Exchange(ref report.Progress.BytesTotal, total);
            },
            cancellation);
        home.SaveDiskList(disks);
        pool.RefreshIndex(cancellation: cancellation);
        foreach (var lost in removal.Lost) report.Item(ErrorCode.DataMissing, "This pack could not be moved: what it held is lost unless the vault has it (holdfast verify --heal).", lost, failed: true);
    });

    public void RescanDisks() => Using(() =>
    {
        disks.Rescan();
        pool.RefreshIndex();
    });

    public void SaveDescription(string kind, string id, ReadOnlyMemory<byte> json) => Using(() =>
    {
        pool.Descriptions.Save(kind, id, json.Span);
        // The vault learns it with the next push as well; an unreachable vault must not keep anybody from changing a group.
        vault.Try(copy => copy.Descriptions.Save(kind, id, json.Span));
    });

    public IReadOnlyDictionary<string, byte[]> LoadDescriptions(string kind, bool fromVault = false) =>
        Using(() => (fromVault ? vault.Require() : pool).Descriptions.LoadAll(kind));

    public IReadOnlyList<PointState> Points(bool online) => Using<IReadOnlyList<PointState>>(() =>
        [.. (online ? vault.Require() : pool).Points.All().Where(point => point.IsListed).Select(point => PointViews.ToState(point, online))]);

    public PointState Backup(BackupRequest request, IJobReport report, CancellationToken cancellation) => Using(() =>
        PointViews.ToState(new BackupOperation(pool, settings, clock).Run(request, report, cancellation), online: false));

    public PointState BackupRemotely(RemoteBackupRequest request, Func<IRemoteBackup, ItemTableRoot> conduct, IJobReport report) => Using(() =>
        PointViews.ToState(new RemoteBackupOperation(pool, settings, clock).Run(request, conduct, report), online: false));

    public void RecoverRemotely(PointRef point, Action<IRemoteRecovery> conduct, IJobReport report) => Using(() =>
    {
        var (repository, found) = Find(point);
        report.Progress.Phase = "recovering";
        conduct(new RemoteRecoverySession(repository, found.Table.ToRoot()));
    });

    public PointState Push(string pointId, IJobReport report, CancellationToken cancellation) => Using(() =>
        PointViews.ToState(vault.Push(pool, pool.Points.Get(pointId), report, cancellation), online: true));

    public void DeletePoints(IReadOnlyCollection<string> pointIds, bool online, string? vaultPin) => Using(() =>
    {
        if (online) vault.Delete(pointIds, vaultPin);
        else foreach (var id in pointIds) pool.Points.Delete(pool.Points.Get(id));
    });

    public FreedBytes FreedBy(IReadOnlyCollection<string> pointIds, bool online, TimeSpan patience, CancellationToken cancellation) => Using(() =>
    {
        var (bytes, isExact) = new FreedSpace(online ? vault.Require() : pool, clock, cancellation).Of(pointIds, patience);
        return new FreedBytes(bytes, isExact);
    });

    public IReadOnlyList<BrowsedItem> Browse(PointRef point, byte[] path) => Using(() =>
    {
        var (repository, found) = Find(point);
        return BrowseOperation.List(repository.Points.OpenTable(found), path);
    });

    public BackupDocument? Document(PointRef point) => Using(() => ApplicationDocuments.Of(Find(point).Point)?.Document);

    public PointLook Find(
        IReadOnlyList<string> pointIds, bool online, string? externalServer, byte[] path, Action<string, BrowsedItem> found, CancellationToken cancellation) =>
        Using(() => new PointItems(RepositoryOf(online, externalServer), pointIds).Find(path, found, cancellation));

    public PointLook Search(
        IReadOnlyList<string> pointIds, bool online, NameMatch match, Func<string, BrowsedItem, bool> found, CancellationToken cancellation) =>
        Using(() => new PointItems(RepositoryOf(online, null), pointIds).Search(match, found, cancellation));

    public IPointContent OpenContent(PointRef point, byte[] path) => Using(() =>
    {
        var (repository, found) = Find(point);
        // Between two reads nothing is held: whoever downloads slowly must not keep keys from being rotated.
        return PointContent.Open(repository, repository.Points.OpenTable(found), path, read => Using(() =>
            ReferenceEquals(repository, RepositoryOf(point.Online, point.ExternalServerId)) ? read()
                : throw new HoldfastException(ErrorCode.ContentChanging, "The pool or the vault copy was opened anew while the file was read.")));
    });

    public IDisk OpenDisk(PointRef point, byte[] path, int sectorLength = 512) => Using(() =>
    {
        var (repository, found) = Find(point);
        var file = PointContent.Require(repository.Points.OpenTable(found), path);
        var chunks = new CurrentChunks(read => Using(() => read(RepositoryOf(point.Online, point.ExternalServerId).Chunks)));
        return new PointFileDisk(chunks, file, sectorLength);
    });

    public void Recover(RecoverRequest request, IJobReport report, CancellationToken cancellation) => Using(() =>
    {
        var (repository, point) = Find(request.Point);
        RecoverOperation.Run(repository, point, request, report, cancellation);
        return true;
    });

    public RestoreForecast Forecast(PointRef point, IReadOnlyList<byte[]> items, CancellationToken cancellation) => Using(() =>
    {
        var (repository, found) = Find(point);
        return ForecastOperation.Run(repository, found, items, cancellation);
    });

    public VerifyOutcome Verify(VerifyRequest request, IJobReport report, CancellationToken cancellation) => Using(() =>
    {
        if (request.Reported) return new ReportedDamage(vault, pool).Heal(request, report, cancellation);
        var other = request.Online ? pool : vault.TryGet();
        return VerifyOperation.Run(request.Online ? vault.Require() : pool, other, request, report, cancellation);
    });

    public CollectOutcome Collect(bool online, DateTimeOffset now, IJobReport report, CancellationToken cancellation) => Using(() =>
    {
        report.Progress.Phase = "collecting";
        var repository = online ? vault.Require() : pool;
        // What is deleted from the vault is kept there, by the vault's own rules and out of this server's reach.
        var window = online ? TimeSpan.Zero : TimeSpan.FromHours(settings.PoolSoftDeleteHours);
        var result = new Collector(repository, window, now, cancellation).Run();
        if (result.ChunksMissing > 0)
            report.Item(ErrorCode.DataMissing, $"{result.ChunksMissing} chunks that recovery points need are missing or damaged. Run: holdfast verify --heal", online ? "vault" : "pool", failed: true);
        return new CollectOutcome(result.PacksTombstoned, result.PacksCompacted, result.PacksDeleted, result.BytesFreed, result.BytesWaiting);
    });

    public VaultState RegisterVault(VaultSignUp signUp) => Replacing(() =>
    {
        var credentials = VaultCredentialsFile.Read(signUp.Credentials);
        if (signUp.Replaces is { } lost) TakeOver(credentials, lost, signUp);
        else admission.Register(credentials, pool.Keyring, signUp.Passphrase, signUp.Proxy);
        return vault.State;
    });

    public IDisposable? KeepOwnVault(ILogger log) => access.KeepEmbedded(log);

    public void RenewVaultMembership()
    {
        if (vault.NeedsRenewal) Replacing(vault.Renew);
    }

    public void DeclareRetention(IReadOnlyList<SourceRetention> sources, string? vaultPin) => Using(() => vault.Connection.Declare(sources, vaultPin));

    public PackCheckSummary VaultChecks() => Using(() => vault.Connection.Checks());

    public IReadOnlyList<PackCheck> VaultPacks() => Using(() => vault.Connection.CheckedPacks());

    public RetiredBlobPage VaultRetired(string? after) => Using(() => vault.Connection.Retired(after));

    public BandwidthSchedule VaultBandwidth => vault.Bandwidth;

    public void LimitVault(IReadOnlyList<IReadOnlyList<int?>>? hours) => vault.LimitTo(hours);

    public RecoveryKit RecoveryKit() => Using(keys.Kit);

    public void ChangePassphrase(string passphrase, string? vaultPin) => Replacing(() => keys.ChangePassphrase(pool.Keyring, passphrase, vaultPin));

    public KeyRotation RotateKeys(string? passphrase) => Replacing(() =>
    {
        var next = keys.Rotate(pool.Keyring, passphrase);
        Reopen(next.Pool);
        return new KeyRotation(next.Pool.CurrentEpoch, next.Vault?.CurrentEpoch);
    });

    public void RebuildVault(string? passphrase, IJobReport report, CancellationToken cancellation) =>
        Replacing(() =>
        {
            vault.Rebuild(passphrase ?? home.ReadPassphrase(), report, cancellation);
            return true;
        });

    public void RebuildIndex(IJobReport report, CancellationToken cancellation) => Replacing(() =>
    {
        report.Progress.Phase = "rebuilding";
        if (Directory.Exists(options.PoolIndex)) Reopen(pool.Keyring, () => Directory.Delete(options.PoolIndex, recursive: true));
        else Reopen(pool.Keyring);
        Interlocked.Exchange(ref report.Progress.Items, pool.Index.Packs.Count);
        return true;
    });

    public IReadOnlyList<ExternalServer> AddExternal(ReadOnlyMemory<byte> credentials, string? server, string? passphrase) =>
        Using(() => externals.Add(VaultCredentialsFile.Read(credentials), server, passphrase));

    public IReadOnlyList<PointState> ExternalPoints(string server) => Using<IReadOnlyList<PointState>>(() =>
        [.. externals.Require(server).Points.All().Where(point => point.IsListed).Select(point => PointViews.ToState(point, online: true))]);

    public void Dispose()
    {
        externals.Dispose();
        vault.Dispose();
        access.Dispose();
        pool.Dispose();
        disks.Dispose();
        gate.Dispose();
    }

    /// <summary>An empty pool goes over into the dedup domain of a lost server's copy, and this server takes that one's place in the vault.</summary>
    private void TakeOver(VaultCredentialsFile credentials, string lost, VaultSignUp signUp)
    {
        var (serverId, copy) = admission.Unlock(credentials, lost, signUp.Passphrase, signUp.Proxy);
        if (!pool.Keyring.IsInDomainOf(copy))
        {
            if (pool.Points.All().Count > 0 || pool.Measure().Packs > 0)
                throw new HoldfastException(ErrorCode.PoolNotEmpty, "This server's pool holds recovery points: it cannot take over another server's place.");
            Reopen(keys.EnterDomain(pool.Keyring, copy, signUp.Passphrase));
        }
        admission.Replace(credentials, serverId, copy, signUp.Passphrase, signUp.Proxy);
    }

    private void Reopen(Keyring keyring, Action? between = null)
    {
        pool.Dispose();
        between?.Invoke();
        pool = home.OpenRepository(disks, keyring);
    }

    private void Replacing(Action work) => Replacing(() =>
    {
        work();
        return true;
    });

    private void Using(Action work) => Using(() =>
    {
        work();
        return true;
    });

    /// <summary>Work on the pool and the copies: any number at once, but not while one of them is being replaced.</summary>
    private T Using<T>(Func<T> work)
    {
        gate.EnterReadLock();
        try
        {
            return Faults.Translate(work);
        }
        finally
        {
            gate.ExitReadLock();
        }
    }

    /// <summary>Replaces the pool's index or a copy. Jobs that use them are not waited for long, and never cut off.</summary>
    private T Replacing<T>(Func<T> work)
    {
        if (!gate.TryEnterWriteLock(LongestWait))
            throw new HoldfastException(ErrorCode.Conflict, "Jobs are using the pool or the vault.", "Wait until they have ended, or cancel them (holdfast job list), and try again.");
        try
        {
            return Faults.Translate(work);
        }
        finally
        {
            gate.ExitWriteLock();
        }
    }

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private (Repository Repository, RecoveryPoint Point) Find(PointRef point)
    {
        var repository = RepositoryOf(point.Online, point.ExternalServerId);
        return (repository, repository.Points.Get(point.PointId));
    }

    private Repository RepositoryOf(bool online, string? externalServer) => externalServer is not null ? externals.Require(externalServer) : online ? vault.Require() : pool;

    private static DiskState ToState(PoolDiskState disk) => new(
        disk.Id, disk.Path, disk.Condition switch
        {
            PoolDiskCondition.Ok => "ok",
            PoolDiskCondition.Full => "full",
            PoolDiskCondition.ReadOnly => "readOnly",
            _ => "missing",
        },
        disk.Capacity, disk.Free, disk.Used, disk.Advice);
}
