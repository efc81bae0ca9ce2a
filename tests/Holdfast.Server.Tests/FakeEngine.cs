using System.Text;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Bandwidth;
using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Wire;
using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;
using Holdfast.Server.Engine;
using Holdfast.Server.Engine.Applications;
using Holdfast.Server.Engine.Reading;
using Holdfast.Server.Engine.Remote;
using Holdfast.Workloads.Disks;

namespace Holdfast.Server.Tests;

/// <summary>An engine without bytes: points are records, and each operation can be replaced by a test.</summary>
internal sealed class FakeEngine(FakePool pool, TimeProvider time) : IEngine
{
    public FakePool Kept => pool;

    public IApplicationEngine Applications => throw new NotSupportedException("The fake engine has no applications.");

    public Func<BackupRequest, IJobReport, CancellationToken, PointState>? OnBackup { get; set; }

    public Func<string, IJobReport, CancellationToken, PointState>? OnPush { get; set; }

    public Action<RecoverRequest, IJobReport, CancellationToken>? OnRecover { get; set; }

    public Func<VerifyRequest, VerifyOutcome>? OnVerify { get; set; }

    public List<BackupRequest> Backups { get; } = [];

    public List<RecoverRequest> Recoveries { get; } = [];

    public List<string> Passphrases { get; } = [];

    public int Collections { get; private set; }

    public bool IsDisposed { get; private set; }

    public PoolState Pool => new("pool1", 1000, 600, 400, 3, 30, pool.Disks.All(disk => disk.State != "missing"));

    public IReadOnlyList<DiskState> Disks => [.. pool.Disks];

    public DiskState AddDisk(string path)
    {
        if (!Directory.Exists(path)) throw new HoldfastException(ErrorCode.DiskRefused, $"{path} is no folder.");
        var disk = new DiskState(Guid.NewGuid().ToString("N"), path, "ok", 1000, 1000, 0, null);
        pool.Disks.Add(disk);
        return disk;
    }

    public void RemoveDisk(string diskId, bool evenIfDataIsLost, IJobReport report, CancellationToken cancellation)
    {
        if (!evenIfDataIsLost && pool.Disks.Count == 1) throw new HoldfastException(ErrorCode.DiskHoldsData, "There is no other disk for its data.");
        pool.Disks.RemoveAll(disk => disk.Id == diskId);
    }

    public void RescanDisks()
    {
    }

    public void SaveDescription(string kind, string id, ReadOnlyMemory<byte> json) => pool.Descriptions[(kind, id)] = json.ToArray();

    public IReadOnlyDictionary<string, byte[]> LoadDescriptions(string kind, bool fromVault = false) =>
        pool.Descriptions.Where(entry => entry.Key.Kind == kind).ToDictionary(entry => entry.Key.Id, entry => entry.Value);

    public IReadOnlyList<PointState> Points(bool online) => [.. (online ? pool.Vault : pool.Disk).Values.OrderBy(point => point.Created)];

    public PointState Backup(BackupRequest request, IJobReport report, CancellationToken cancellation)
    {
        lock (Backups) Backups.Add(request);
        return OnBackup is { } replaced ? replaced(request, report, cancellation) : MakePoint(request, report);
    }

    public PointState MakePoint(BackupRequest request, IJobReport report)
    {
        report.Progress.Items = 3;
        report.Progress.BytesRead = 300;
        report.Progress.BytesChanged = 200;
        report.Progress.BytesStored = 100;
        var point = new PointState(
            Guid.NewGuid().ToString("N"), request.SourceId, request.SourceName, request.Path, request.Server, time.GetUtcNow(), 3, 0, 300, Online: false);
        if (request.IsRecoveryPoint) pool.Disk[point.Id] = point;
        return point;
    }

    public PointState BackupRemotely(RemoteBackupRequest request, Func<IRemoteBackup, ItemTableRoot> conduct, IJobReport report) =>
        throw new HoldfastException(ErrorCode.AgentUnreachable, "The fake engine has no agents.");

    public void RecoverRemotely(PointRef point, Action<IRemoteRecovery> conduct, IJobReport report) =>
        throw new HoldfastException(ErrorCode.AgentUnreachable, "The fake engine has no agents.");

    public PointState Push(string pointId, IJobReport report, CancellationToken cancellation)
    {
        if (OnPush is { } replaced) return replaced(pointId, report, cancellation);
        report.Progress.BytesSent = 90;
        return pool.Vault[pointId] = pool.Disk[pointId] with { Online = true };
    }

    public void DeletePoints(IReadOnlyCollection<string> pointIds, bool online, string? vaultPin)
    {
        if (online) VaultPins.Add(vaultPin);
        if (online && pool.VaultRefusal is { } refusal && vaultPin != pool.VaultPin) throw new HoldfastException(vaultPin is null ? refusal : ErrorCode.VaultPinWrong, "The vault keeps it.");
        foreach (var id in pointIds)
            if (!(online ? pool.Vault : pool.Disk).TryRemove(id, out _)) throw new HoldfastException(ErrorCode.DataMissing, "No such point.");
    }

    public FreedBytes FreedBy(IReadOnlyCollection<string> pointIds, bool online, TimeSpan patience, CancellationToken cancellation) =>
        new(pointIds.Count(id => (online ? pool.Vault : pool.Disk).ContainsKey(id)) * 1000L, IsExact: true);

    public Workloads.Applications.BackupDocument? Document(PointRef point) => null;

    public IReadOnlyList<BrowsedItem> Browse(PointRef point, byte[] path)
    {
        Require(point);
        Browsed++;
        if (OnBrowse?.Invoke(point, Encoding.UTF8.GetString(path)) is { } set) return set;
        if (path.Length > 0 && Encoding.UTF8.GetString(path) != "docs") throw new HoldfastException(ErrorCode.NotFound, "No such folder.");
        return path.Length == 0
            ? [Item("docs", ItemKind.Directory), Item("a.txt", ItemKind.File), new("lnk"u8.ToArray(), ItemKind.SymbolicLink, 0, default, 0x1FF, 0, 0, "a.txt"u8.ToArray(), ItemCondition.Complete), new([0x66, 0xff], ItemKind.File, 1, default, 0x1ED, 5, 6, null, ItemCondition.Unreadable)]
            : [Item("docs/report.txt", ItemKind.File)];
    }

    /// <summary>What folders hold, by point and path; where a test sets it.</summary>
    public Func<PointRef, string, IReadOnlyList<BrowsedItem>?>? OnBrowse { get; set; }

    /// <summary>Content of files by path; where a test sets it.</summary>
    public Func<string, IPointContent>? OnContent { get; set; }

    /// <summary>Points whose item tables are damaged.</summary>
    public HashSet<string> Unreadable { get; } = [];

    public int Browsed { get; private set; }

    public PointLook Find(
        IReadOnlyList<string> pointIds, bool online, string? externalServer, byte[] path, Action<string, BrowsedItem> found, CancellationToken cancellation)
    {
        foreach (var id in pointIds.Where(id => !Unreadable.Contains(id)))
        {
            var (parent, _) = ItemPath.Split(path);
            var items = OnBrowse?.Invoke(new PointRef(id, online, externalServer), Encoding.UTF8.GetString(parent)) ?? [Item("a.txt", ItemKind.File), Item("docs/report.txt", ItemKind.File)];
            if (items.FirstOrDefault(item => item.Path.AsSpan().SequenceEqual(path)) is { } item) found(id, item);
        }
        return new PointLook([.. pointIds.Where(Unreadable.Contains)]);
    }

    public PointLook Search(
        IReadOnlyList<string> pointIds, bool online, NameMatch match, Func<string, BrowsedItem, bool> found, CancellationToken cancellation)
    {
        foreach (var id in pointIds.Where(id => !Unreadable.Contains(id)))
            foreach (var item in new[] { Item("a.txt", ItemKind.File), Item("docs/report.txt", ItemKind.File) })
                if (match.Fits(Encoding.UTF8.GetString(ItemPath.Split(item.Path).Name)) && !found(id, item)) return new PointLook([]);
        return new PointLook([.. pointIds.Where(Unreadable.Contains)]);
    }

    public IPointContent OpenContent(PointRef point, byte[] path)
    {
        Require(point);
        return OnContent?.Invoke(Encoding.UTF8.GetString(path)) ?? throw new HoldfastException(ErrorCode.NotFound, "No such file.");
    }

    /// <summary>The disk at a path; null where there is none.</summary>
    public Func<string, IDisk?>? OnDisk { get; set; }

    public IDisk OpenDisk(PointRef point, byte[] path, int sectorLength = 512)
    {
        Require(point);
        return OnDisk?.Invoke(Encoding.UTF8.GetString(path)) ?? throw new HoldfastException(ErrorCode.NotFound, "No such file.");
    }

    public void Recover(RecoverRequest request, IJobReport report, CancellationToken cancellation)
    {
        Recoveries.Add(request);
        OnRecover?.Invoke(request, report, cancellation);
    }

    public RestoreForecast Forecast(PointRef point, IReadOnlyList<byte[]> items, CancellationToken cancellation)
    {
        Require(point);
        return items.Count == 0 ? new RestoreForecast(10L << 30, 20_000, 5 << 20, 40, 20L << 30, 3, 0, 0) : new RestoreForecast(100, items.Count, 10, 1, 200, items.Count, 0, 0);
    }

    public VerifyOutcome Verify(VerifyRequest request, IJobReport report, CancellationToken cancellation) =>
        OnVerify is { } replaced ? replaced(request) : new VerifyOutcome(3, 30, pool.Disk.Count, 4000, [], 0, 0);

    public CollectOutcome Collect(bool online, DateTimeOffset now, IJobReport report, CancellationToken cancellation)
    {
        Collections++;
        return new CollectOutcome(1, 2, 3, 4, 5);
    }

    public VaultState Vault => pool.VaultState;

    public VaultContact Contact => new(
        pool.VaultState.State, pool.VaultState.VaultId, pool.VaultState.VaultName, pool.VaultState.Address,
        pool.VaultState.State == "connected" ? pool.VaultState.Subscription ?? "active" : null, pool.VaultState.Reason, pool.VaultState.Standing);

    /// <summary>With which PIN points of the vault were deleted, one for each request.</summary>
    public List<string?> VaultPins { get; } = [];

    public List<VaultSignUp> SignUps { get; } = [];

    public List<(SourceRetention Source, string? Pin)> Declared { get; } = [];

    public IDisposable? KeepOwnVault(Microsoft.Extensions.Logging.ILogger log) => null;

    public void RenewVaultMembership()
    {
    }

    public void DeclareRetention(IReadOnlyList<SourceRetention> sources, string? vaultPin)
    {
        if (pool.HasFloors && vaultPin != pool.VaultPin && sources.Any(source => source.Days is > 0 and < 7)) throw new HoldfastException(ErrorCode.RetentionBelowFloor, "The vault keeps 7 days.");
        Declared.AddRange(sources.Select(source => (source, vaultPin)));
    }

    public PackCheckSummary VaultChecks() => new(3, 300, 1, null, time.GetUtcNow(), pool.DamagedPacks.Count, [.. pool.DamagedPacks]);

    public RetiredBlobPage VaultRetired(string? after) => new([.. pool.Retired.Where(blob => string.CompareOrdinal(blob.Name, after) > 0)], null);

    public BandwidthSchedule VaultBandwidth => pool.Week is { } week ? BandwidthSchedule.Unlimited with { Week = [.. week.SelectMany(day => day).Select(rate => (rate ?? 0) * 125_000L)] } : BandwidthSchedule.Unlimited;

    public void LimitVault(IReadOnlyList<IReadOnlyList<int?>>? hours) => pool.Week = hours;

    public IReadOnlyList<PackCheck> VaultPacks() => [new PackCheck("packs/aa/aabb", 100, time.GetUtcNow(), null, null), .. pool.DamagedPacks];

    public RecoveryKit RecoveryKit() => new("Own", "vault1", "https://vault.example:8440", "server1", "SERVER", time.GetUtcNow(), "1234 5678 9abc def0");

    public void ChangePassphrase(string passphrase, string? vaultPin)
    {
        if (vaultPin != pool.VaultPin) throw new HoldfastException(vaultPin is null ? ErrorCode.VaultPinMissing : ErrorCode.VaultPinWrong, "The vault wants its PIN.");
        Passphrases.Add(passphrase);
    }

    public KeyRotation RotateKeys(string? passphrase)
    {
        if (passphrase is not null) Passphrases.Add(passphrase);
        return new KeyRotation(2, 3);
    }

    public VaultState RegisterVault(VaultSignUp signUp)
    {
        if (signUp.Credentials.Length == 0) throw new HoldfastException(ErrorCode.InvalidVaultCredentials, "The file is empty.");
        SignUps.Add(signUp);
        Passphrases.Add(signUp.Passphrase);
        return pool.VaultState = new VaultState("connected", "Registered", "vault2", "server1", "folder", null, 0, 0);
    }

    public void RebuildVault(string? passphrase, IJobReport report, CancellationToken cancellation)
    {
        if (passphrase is not null) Passphrases.Add(passphrase);
    }

    public void RebuildIndex(IJobReport report, CancellationToken cancellation)
    {
    }

    public IReadOnlyList<ExternalServer> AddExternal(ReadOnlyMemory<byte> credentials, string? server, string? passphrase)
    {
        Externals = [new ExternalServer("other", "OTHER", "Own", server is not null, 1)];
        return Externals;
    }

    public IReadOnlyList<ExternalServer> Externals { get; private set; } = [];

    public IReadOnlyList<PointState> ExternalPoints(string server) =>
        server == "other"
            ? [new PointState("ep1", "es1", "data", "/srv/data", "OTHER", time.GetUtcNow(), 1, 0, 10, Online: true)]
            : throw new HoldfastException(ErrorCode.NotAServerOrNoData, "No such server.");

    public void Dispose() => IsDisposed = true;

    private void Require(PointRef point)
    {
        if (point.ExternalServerId is not null) return;
        if (!(point.Online ? pool.Vault : pool.Disk).ContainsKey(point.PointId)) throw new HoldfastException(ErrorCode.NoRecoveryPoint, "No such point.");
    }

    private static BrowsedItem Item(string path, ItemKind kind) =>
        new(Encoding.UTF8.GetBytes(path), kind, 12, new Timestamp(1_700_000_000, 5), 0x1A4, 1000, 1000, null, ItemCondition.Complete);
}
