namespace Holdfast.Workloads.ShadowCopies.Requester;

/// <summary>A volume and its shadow copy.</summary>
/// <param name="Root">As paths name it, with a backslash at the end.</param>
public sealed record ShadowVolume(string Root, SnapshotProperties Copy);
