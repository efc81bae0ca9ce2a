using System.Text.Json.Serialization;

namespace Holdfast.Workloads.SystemState.Points;

/// <summary>What a point says of a computer whose disks it holds.</summary>
/// <param name="State">Of the system on them.</param>
/// <param name="IsUefi">Its firmware starts from an EFI system partition; otherwise as a BIOS does.</param>
/// <param name="Disks">In the order of their numbers.</param>
internal sealed record BareMetalFacts(StateFacts State, bool IsUefi, IReadOnlyList<KeptDisk> Disks)
{
    /// <summary>The partition that Windows is on, and its disk.</summary>
    [JsonIgnore]
    public (KeptDisk Disk, KeptPartition Partition) Windows => Disks.SelectMany(disk => disk.Partitions.Select(partition => (disk, partition))).First(pair => pair.partition.Use == PartitionUse.Windows);
}
