namespace Holdfast.Contracts.Api;

/// <summary>Types of jobs as the API writes them.</summary>
public static class JobTypes
{
    public const string ReplicaCreation = "replicaCreation", RecoveryPoint = "recoveryPoint", Synchronization = "synchronization",
        ConsistencyCheck = "consistencyCheck", Recovery = "recovery", CloudBackup = "cloudBackup", Verification = "verification",
        Collection = "collection", Rebuild = "rebuild", DiskRemoval = "diskRemoval", Drill = "drill";
}
