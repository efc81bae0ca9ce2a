namespace Holdfast.Workloads.ShadowCopies.Planning;

/// <param name="IsLink">A reparse point that leads elsewhere.</param>
public sealed record WindowsEntry(string Name, bool IsFolder, bool IsLink, long Length);
