using Holdfast.Workloads.Disks.Partitions;

namespace Holdfast.Workloads.SystemState.Points;

/// <summary>A disk that is in the point.</summary>
/// <param name="Name">Of its <see cref="VirtualMachines.MachineDisk"/>, such as disk0.</param>
internal sealed record KeptDisk(int Number, string Name, PartitionScheme Scheme, long Length, IReadOnlyList<KeptPartition> Partitions);
