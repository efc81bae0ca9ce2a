namespace Holdfast.Workloads.Disks.Vhdx;

/// <summary>What a descriptor of the log puts into the file.</summary>
/// <param name="Sector">Position of the data in the ring; -1: zeros.</param>
/// <param name="Leading">The first eight bytes of the data, and <paramref name="Trailing"/> the last four: in the ring, marks are in their places.</param>
internal readonly record struct VhdxLogPatch(long Offset, long Length, long Sector, ulong Leading, uint Trailing)
{
    public bool IsZeros => Sector < 0;
}
