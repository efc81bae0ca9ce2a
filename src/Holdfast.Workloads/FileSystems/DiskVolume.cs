namespace Holdfast.Workloads.FileSystems;

/// <summary>A volume of a disk: one of its partitions, or all of a disk without a partition table.</summary>
/// <param name="Number">Of the partition in its table; 0 for a disk without one.</param>
/// <param name="Type">What the table says of it; empty for a disk without a table.</param>
/// <param name="Name">That the table gives it; null where it gives none.</param>
/// <param name="Offset">Of its first byte on the disk.</param>
/// <param name="Length">In bytes.</param>
/// <param name="FileSystem">The word for what is on it, such as ntfs; null where that is not known.</param>
/// <param name="Files">Null where it cannot be read.</param>
/// <param name="Reason">Why <see cref="Files"/> is null, as a sentence; null where it is not.</param>
public sealed record DiskVolume(int Number, string Type, string? Name, long Offset, long Length, string? FileSystem, IFileSystem? Files, string? Reason)
{
    /// <summary>It cannot be read because it is damaged.</summary>
    public bool IsDamaged { get; init; }
}
