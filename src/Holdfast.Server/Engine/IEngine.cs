using Holdfast.Contracts.Bandwidth;
using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Wire;
using Holdfast.Format.Items.Table;
using Holdfast.Server.Engine.Reading;
using Holdfast.Server.Engine.Remote;
using Holdfast.Workloads.Disks;
using Microsoft.Extensions.Logging;
using BackupDocument = Holdfast.Workloads.Applications.BackupDocument;

namespace Holdfast.Server.Engine;

/// <summary>
/// What the server asks of the engine: pool, recovery points, recovery, vault copy, maintenance. Synchronous: jobs call it on threads of their own.
/// Long calls report through <see cref="IJobReport"/> and stop at the token. Faults are <see cref="Holdfast.Contracts.Errors.HoldfastException"/> with code and remedy.
/// </summary>
public interface IEngine : IDisposable
{
    PoolState Pool { get; }

    /// <summary>Databases and other applications.</summary>
    Applications.IApplicationEngine Applications { get; }

    IReadOnlyList<DiskState> Disks { get; }

    DiskState AddDisk(string path);

    /// <summary>Moves the packs of a disk to the others and takes it out of the pool; what cannot be moved is given up only where the caller says so.</summary>
    void RemoveDisk(string diskId, bool evenIfDataIsLost, IJobReport report, CancellationToken cancellation);

    void RescanDisks();

    /// <summary>Keeps a description (a group, a datasource) in the pool, and in the vault when there is one, so that the catalog can be rebuilt.</summary>
    void SaveDescription(string kind, string id, ReadOnlyMemory<byte> json);

    /// <summary>The newest description of every id of a kind, read from the pool (or the vault).</summary>
    IReadOnlyDictionary<string, byte[]> LoadDescriptions(string kind, bool fromVault = false);

    /// <summary>All recovery points, oldest first; hidden replica states are not listed.</summary>
    IReadOnlyList<PointState> Points(bool online);

    PointState Backup(BackupRequest request, IJobReport report, CancellationToken cancellation);

    /// <summary>
    /// A backup that an agent makes elsewhere: opens the pool's side of it, calls <paramref name="conduct"/> on this thread, and commits the table that it
    /// returns. Where it throws, nothing was committed.
    /// </summary>
    PointState BackupRemotely(RemoteBackupRequest request, Func<IRemoteBackup, ItemTableRoot> conduct, IJobReport report);

    /// <summary>A recovery that an agent writes elsewhere: opens the point for it and calls <paramref name="conduct"/> on this thread.</summary>
    void RecoverRemotely(PointRef point, Action<IRemoteRecovery> conduct, IJobReport report);

    /// <summary>Sends a point of the pool to the vault: what the vault lacks, then the table, then the point.</summary>
    PointState Push(string pointId, IJobReport report, CancellationToken cancellation);

    /// <summary>Deletes points, in the vault all or none of them.</summary>
    /// <param name="vaultPin">The vault's security PIN, for what its rules keep without it; null for none.</param>
    void DeletePoints(IReadOnlyCollection<string> pointIds, bool online, string? vaultPin);

    /// <summary>How many stored bytes only these points reach. Reads item tables, never content; gives up exactness after <paramref name="patience"/>.</summary>
    FreedBytes FreedBy(IReadOnlyCollection<string> pointIds, bool online, TimeSpan patience, CancellationToken cancellation);

    IReadOnlyList<BrowsedItem> Browse(PointRef point, byte[] path);

    /// <summary>What the backup of an application left in a point; null for points of files, and for documents of a newer version.</summary>
    BackupDocument? Document(PointRef point);

    /// <summary>The item at a path in each of these points that has it, in the order of the points.</summary>
    /// <param name="externalServer">Whose points they are; null: this server's.</param>
    PointLook Find(IReadOnlyList<string> pointIds, bool online, string? externalServer, byte[] path, Action<string, BrowsedItem> found, CancellationToken cancellation);

    /// <summary>Items of these points by name, point by point.</summary>
    /// <param name="found">Takes the point's id and the item; false ends the search.</param>
    PointLook Search(IReadOnlyList<string> pointIds, bool online, NameMatch match, Func<string, BrowsedItem, bool> found, CancellationToken cancellation);

    /// <summary>The content of a file of a point.</summary>
    IPointContent OpenContent(PointRef point, byte[] path);

    /// <summary>A file of a point as a disk: read at any place, from several threads, for as long as the caller likes; what changes keys or index does not end it. Whoever
    /// opens it sees to it that the point is not deleted meanwhile, and disposes it. Its faults are those of <see cref="IDisk"/>.</summary>
    /// <param name="path">Such as <see cref="PointDisk.Path"/> of a disk of a machine, as bytes.</param>
    IDisk OpenDisk(PointRef point, byte[] path, int sectorLength = 512);

    void Recover(RecoverRequest request, IJobReport report, CancellationToken cancellation);

    /// <summary>What recovering these items (paths relative to the root; none: everything) will read. Reads the item table, never content.</summary>
    RestoreForecast Forecast(PointRef point, IReadOnlyList<byte[]> items, CancellationToken cancellation);

    VerifyOutcome Verify(VerifyRequest request, IJobReport report, CancellationToken cancellation);

    /// <summary>Removes what nothing reaches: tombstones, compacts, deletes after the soft-delete window.</summary>
    /// <param name="now">The highest time that is believed: a clock that jumped ahead must not end the soft-delete window.</param>
    CollectOutcome Collect(bool online, DateTimeOffset now, IJobReport report, CancellationToken cancellation);

    VaultState Vault { get; }

    /// <summary>Whether the vault answers, without a look at what lies in it.</summary>
    VaultContact Contact { get; }

    /// <summary>Registers this server with the vault of a credentials file under a passphrase, in its own place or in that of a lost server.</summary>
    VaultState RegisterVault(VaultSignUp signUp);

    /// <summary>Does the upkeep of the vault that lies in this server's own data folder until the result is disposed; null where there is none.</summary>
    IDisposable? KeepOwnVault(ILogger log);

    /// <summary>Renews this server's certificate for the vault where it ends soon.</summary>
    void RenewVaultMembership();

    /// <summary>Tells the vault what the policies keep of these datasources.</summary>
    void DeclareRetention(IReadOnlyList<SourceRetention> sources, string? vaultPin);

    /// <summary>How far the vault's own checks of this server's packs have come.</summary>
    PackCheckSummary VaultChecks();

    /// <summary>When the vault last read each pack.</summary>
    IReadOnlyList<PackCheck> VaultPacks();

    /// <summary>What this server deleted from its vault and the vault still has, a page at a time.</summary>
    /// <param name="after">The last name of the page before; null for the first.</param>
    RetiredBlobPage VaultRetired(string? after);

    /// <summary>How fast is sent to the vault.</summary>
    BandwidthSchedule VaultBandwidth { get; }

    /// <summary>Limits the way to the vault by the hours of a week; takes effect at once.</summary>
    /// <param name="hours">Seven days, Monday first, of 24 rates in megabits a second, null for no limit. Null: the values of the settings hold again.</param>
    void LimitVault(IReadOnlyList<IReadOnlyList<int?>>? hours);

    /// <summary>What to print and keep for the day on which this server is lost.</summary>
    RecoveryKit RecoveryKit();

    /// <summary>Puts the keys of pool and vault copy under a new passphrase.</summary>
    void ChangePassphrase(string passphrase, string? vaultPin);

    /// <summary>Seals what comes from now on, in pool and vault copy, under new keys.</summary>
    /// <param name="passphrase">The one in force; null: the one that is saved in the data folder.</param>
    KeyRotation RotateKeys(string? passphrase);

    /// <summary>Rebuilds the knowledge of this server's vault copy (index, points) from the vault and the passphrase alone.</summary>
    void RebuildVault(string? passphrase, IJobReport report, CancellationToken cancellation);

    /// <summary>Throws away the index of the pool and builds it again from the packs.</summary>
    void RebuildIndex(IJobReport report, CancellationToken cancellation);

    /// <param name="server">Id or name of the server to read; null: any that the passphrase opens.</param>
    IReadOnlyList<ExternalServer> AddExternal(ReadOnlyMemory<byte> credentials, string? server, string? passphrase);

    IReadOnlyList<ExternalServer> Externals { get; }

    /// <summary>Names of the datasources and points of an external server, read from its vault copy.</summary>
    IReadOnlyList<PointState> ExternalPoints(string server);
}
