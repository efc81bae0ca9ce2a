using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.Applications;

/// <summary>
/// One kind of application that is protected as itself and not as files: discover, describe, protect, recover, drill. Whoever runs it (server or agent) knows
/// kinds by their word only; all that is known of a database is behind this. Calls are synchronous, on threads of their own; faults are <see cref="WorkloadException"/>.
/// </summary>
public interface IWorkload
{
    /// <summary>The word for it in catalog, API, and points, such as "postgresql". Never changes.</summary>
    string Kind { get; }

    WorkloadTraits Traits { get; }

    /// <summary>Whether a datasource's path is an address of this kind, such as postgresql://db1:5432.</summary>
    bool Knows(string path);

    /// <summary>The one way to write an address, so that a datasource is not protected twice. Holds no secret.</summary>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.AddressWrong"/>.</exception>
    string Normalize(string path);

    /// <summary>Instances on this computer (<paramref name="instance"/> null), or what an instance holds that can be protected.</summary>
    IReadOnlyList<FoundDatasource> Discover(WorkloadContext? instance, CancellationToken cancellation);

    /// <summary>Asks the application how it is and what can be done with it: before it is protected, and before each backup.</summary>
    DatasourceFacts Describe(WorkloadContext context, CancellationToken cancellation);

    /// <summary>Hands everything to the sink that a recovery point consists of: it looks whole, whatever was read for it. The document's state is what
    /// later backups and recoveries plan with.</summary>
    IPendingBackup Backup(BackupTask task, IItemSink sink, CancellationToken cancellation);

    /// <summary>Follows the application's log without end; null where <see cref="WorkloadTraits.StreamsLog"/> is false.</summary>
    ILogStream? OpenLog(WorkloadContext context, LogState? earlier);

    /// <summary>The datasource is no longer protected: what the application keeps for us (such as a log that waits to be fetched) is given up.</summary>
    void Release(WorkloadContext context, CancellationToken cancellation)
    {
        // Most applications keep nothing.
    }

    /// <summary>What a recovery will read and do, decided from documents alone: asks no application and reads no content.</summary>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotRecoverable"/>: what is missing, and which times can be reached.</exception>
    RecoveryPlan Plan(RecoveryAsk ask, IReadOnlyList<PointDocument> points, LogState? log);

    /// <summary>Disks of machines that a point holds: they can be looked into, given out, and read as network block devices.</summary>
    IReadOnlyList<PointDisk> Disks(BackupDocument point) => [];

    /// <summary>Carries a plan out.</summary>
    RecoveryOutcome Recover(RecoveryTask task, IPointContent content, CancellationToken cancellation);

    /// <summary>Proves a point as far as this computer allows, and measures how long its recovery takes.</summary>
    DrillOutcome Drill(DrillTask task, IPointContent content, CancellationToken cancellation);
}
