namespace Holdfast.Workloads.Disks.Partitions;

/// <summary>A partition, or a whole disk that holds a file system without a table.</summary>
/// <param name="Number">Of its entry in the table, from 1, as Linux counts them: logical partitions begin at 5. 0: the whole disk.</param>
/// <param name="Type">A word such as efi, basicData, linux or linuxSwap; where the type is not well known, its GUID, or its byte as 0x5a; "wholeDisk" for number 0.</param>
/// <param name="Offset">Its first byte on the disk.</param>
/// <param name="Length">Bytes, within the disk.</param>
/// <param name="Name">As a GPT has it; null where there is none.</param>
public sealed record Partition(int Number, string Type, long Offset, long Length, string? Name)
{
    public const string WholeDisk = "wholeDisk";

    /// <summary>Its content. Lives as long as the disk.</summary>
    public IByteSource On(IDisk disk) => new SubRange(disk, Offset, Length);
}
