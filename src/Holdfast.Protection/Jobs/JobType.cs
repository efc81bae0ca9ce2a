namespace Holdfast.Protection.Jobs;

/// <summary>What a job does.</summary>
public enum JobType
{
    /// <summary>The first recovery point of a datasource.</summary>
    ReplicaCreation,
    RecoveryPoint,

    /// <summary>Brings the replica up to date without a recovery point.</summary>
    Synchronization,

    /// <summary>Reads every file of the source again and compares.</summary>
    ConsistencyCheck,
    Recovery,

    /// <summary>Sends a recovery point to the vault.</summary>
    CloudBackup,
    Verification,

    /// <summary>Removes what no recovery point reaches.</summary>
    Collection,

    /// <summary>Rebuilds catalog or index from pool or vault.</summary>
    Rebuild,
    DiskRemoval,

    /// <summary>Recovers a point of an application for proof.</summary>
    Drill,
}
