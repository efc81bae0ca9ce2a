namespace Holdfast.Contracts.Api;

/// <summary>A datasource.</summary>
/// <param name="Kind">files.</param>
/// <param name="Group">Name of its group; null when its protection has been stopped.</param>
/// <param name="Protection">protected, stopped.</param>
/// <param name="ReplicaState">pending (no first copy yet), ok, inconsistent (the last job failed).</param>
/// <param name="Online">Its recovery points are sent to the vault as well, by its own setting or its group's.</param>
/// <param name="LastRecoveryPoint">Newest point on disk.</param>
/// <param name="LastOnlineRecoveryPoint">Newest point in the vault.</param>
public sealed record SourceInfo(
    string Id, string Name, string Kind, string Server, string Path, string? Group, string Protection, string ReplicaState,
    IReadOnlyList<string> Exclude, IReadOnlyList<string> ExcludeExtensions, bool CrossMountPoints, bool Online,
    PointBrief? LastRecoveryPoint, PointBrief? LastOnlineRecoveryPoint, int RecoveryPoints, int OnlineRecoveryPoints);
