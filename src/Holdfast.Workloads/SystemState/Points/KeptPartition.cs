namespace Holdfast.Workloads.SystemState.Points;

/// <summary>A partition of a disk as it was.</summary>
/// <param name="Number">In the partition table.</param>
/// <param name="Type">As <see cref="Disks.Partitions.Partition.Type"/> has it.</param>
/// <param name="Offset">First byte on the disk.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Letter">That Windows gave it; null for none.</param>
internal sealed record KeptPartition(int Number, string Type, long Offset, long Length, char? Letter, PartitionUse Use);
