using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Jobs;

/// <summary>Types and states of jobs by DPM's names and by those of the API.</summary>
internal static class JobNames
{
    private static readonly Dictionary<string, string[]> types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Initialization"] = [JobTypes.ReplicaCreation],
        ["ReplicaCreation"] = [JobTypes.ReplicaCreation],
        ["Replication"] = [JobTypes.Synchronization],
        ["Synchronization"] = [JobTypes.Synchronization],
        ["Validation"] = [JobTypes.ConsistencyCheck],
        ["ConsistencyCheck"] = [JobTypes.ConsistencyCheck],
        ["ShadowCopy"] = [JobTypes.RecoveryPoint],
        ["RecoveryPoint"] = [JobTypes.RecoveryPoint],
        ["Backup"] = [JobTypes.RecoveryPoint, JobTypes.ReplicaCreation, JobTypes.CloudBackup],
        ["CloudBackup"] = [JobTypes.CloudBackup],
        ["Recovery"] = [JobTypes.Recovery],
        ["Verification"] = [JobTypes.Verification],
        ["Collection"] = [JobTypes.Collection],
        ["Rebuild"] = [JobTypes.Rebuild],
        ["DiskRemoval"] = [JobTypes.DiskRemoval],
        ["Drill"] = [JobTypes.Drill],
    };

    /// <summary>Types of the API that a name stands for.</summary>
    internal static IReadOnlyList<string> TypesOf(string name) => types.TryGetValue(name, out var found) ? found
        : throw new HoldfastException(ErrorCode.BadRequest, $"There are no jobs of type {name}.", $"Choose one of {string.Join(", ", types.Keys)}.");

    /// <summary>States of the API that a state of DPM stands for.</summary>
    internal static IReadOnlyList<string> StatesOf(JobStatus status) => status switch
    {
        JobStatus.InProgress => [JobStates.Queued, JobStates.Running],
        JobStatus.Succeeded => [JobStates.Succeeded],
        JobStatus.SucceededWithWarnings => [JobStates.SucceededWithWarnings],
        JobStatus.Failed => [JobStates.Failed],
        _ => [JobStates.Cancelled],
    };
}
