using Holdfast.Workloads.Disks.Partitions;

namespace Holdfast.Workloads.Disks.Inspecting;

/// <param name="FileSystem">The word of <see cref="VolumeKind"/>; null where nothing known is on it.</param>
public sealed record PartitionFindings(Partition Partition, string? FileSystem);
