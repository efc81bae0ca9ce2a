namespace Holdfast.Workloads.Disks.Partitions;

public enum PartitionScheme
{
    /// <summary>No table: at most partition 0, the whole disk.</summary>
    None,

    Mbr,
    Gpt,
}
