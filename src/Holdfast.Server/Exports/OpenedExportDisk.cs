using Holdfast.Workloads.Disks;

namespace Holdfast.Server.Exports;

/// <summary>A disk to give out, and how the recovery point keeps it.</summary>
internal sealed record OpenedExportDisk(IDisk Disk, DiskFormat Format);
