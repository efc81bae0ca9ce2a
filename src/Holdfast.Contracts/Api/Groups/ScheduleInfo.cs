namespace Holdfast.Contracts.Api.Groups;

/// <summary>When scheduled work of one kind is due in a group, and how it went last.</summary>
/// <param name="Kind">synchronization, recoveryPoint, expressFull, onlineRecoveryPoint, consistencyCheck, replicaCreation, autoProtection.</param>
/// <param name="Due">Null: not any more.</param>
/// <param name="LastResult">What was queued, and what was skipped with the reason.</param>
public sealed record ScheduleInfo(string Kind, DateTimeOffset? Due, DateTimeOffset? LastRun, string? LastResult);
