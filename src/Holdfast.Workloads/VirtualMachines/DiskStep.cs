using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.VirtualMachines;

/// <summary>One range of a disk and what a backup does with it.</summary>
internal readonly record struct DiskStep(DiskStepKind Kind, ByteRange Range);
