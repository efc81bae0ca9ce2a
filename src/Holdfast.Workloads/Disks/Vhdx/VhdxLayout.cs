namespace Holdfast.Workloads.Disks.Vhdx;

/// <summary>What kind of VHDX is written.</summary>
/// <param name="Length">Bytes of the disk: whole sectors, at most 64 TiB.</param>
public sealed record VhdxLayout(long Length)
{
    /// <summary>512 or 4096.</summary>
    public int SectorLength { get; init; } = 512;

    /// <summary>512 or 4096.</summary>
    public int PhysicalSectorLength { get; init; } = 4096;

    /// <summary>A power of 2 from 1 to 256 MiB; 32 MiB is what Hyper-V takes.</summary>
    public int BlockLength { get; init; } = 32 << 20;

    /// <summary>All blocks are in the file from the beginning.</summary>
    public bool IsFixed { get; init; }

    /// <summary>Null: a new one.</summary>
    public Guid? DiskId { get; init; }
}
