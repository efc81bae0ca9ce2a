namespace Holdfast.Workloads.Disks.Blocks;

/// <summary>Where a disk in blocks has some of its content.</summary>
internal enum Held
{
    /// <summary>Nowhere: it is zeros.</summary>
    Zeros,

    /// <summary>In its file.</summary>
    Here,

    /// <summary>In the disk that it was made from.</summary>
    Parent,
}
