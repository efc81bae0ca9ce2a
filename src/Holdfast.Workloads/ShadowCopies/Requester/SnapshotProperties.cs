namespace Holdfast.Workloads.ShadowCopies.Requester;

/// <summary>One shadow copy: what is used of VSS_SNAPSHOT_PROP.</summary>
/// <param name="Device">Such as \\?\GLOBALROOT\Device\HarddiskVolumeShadowCopy7, without a backslash at the end.</param>
/// <param name="Volume">That it is a copy of, by its id.</param>
/// <param name="Created">100 ns since 1601, UTC.</param>
public sealed record SnapshotProperties(Guid Id, Guid Set, string Device, string Volume, long Created);
