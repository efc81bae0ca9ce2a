namespace Holdfast.Workloads.Disks;

/// <param name="Text">As the disk has it. Not to be trusted.</param>
public sealed record ParentPath(ParentPathKind Kind, string Text);
