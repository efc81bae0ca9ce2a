namespace Holdfast.Workloads.Disks;

/// <summary>The file of a parent.</summary>
/// <param name="Content">Whoever asked closes it, where it can be closed.</param>
/// <param name="Parents">Where this one's own parents are.</param>
public sealed record ParentFile(IByteSource Content, IParentFiles Parents);
