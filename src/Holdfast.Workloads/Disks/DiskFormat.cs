namespace Holdfast.Workloads.Disks;

/// <summary>How a file keeps a disk.</summary>
public enum DiskFormat
{
    /// <summary>Bare content, or something that is no disk at all.</summary>
    Raw,

    Vhd,
    Vhdx,
}
