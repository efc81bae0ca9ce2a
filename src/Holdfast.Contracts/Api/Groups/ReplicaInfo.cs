namespace Holdfast.Contracts.Api.Groups;

/// <summary>When the first copy of a new member is made.</summary>
/// <param name="Method">now, later, manual.</param>
/// <param name="Later">With "later": when, in the zone of the group, such as "2026-11-30T20:00".</param>
public sealed record ReplicaInfo(string Method = "now", string? Later = null);
