namespace Holdfast.Workloads.ShadowCopies.Planning;

/// <param name="Path">Where it belongs.</param>
/// <param name="Source">Where it is read: another place where the writer says so, or in a shadow copy.</param>
/// <param name="Length">Bytes.</param>
public sealed record PlannedFile(string Path, string Source, long Length);
