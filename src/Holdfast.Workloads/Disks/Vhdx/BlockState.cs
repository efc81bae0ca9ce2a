namespace Holdfast.Workloads.Disks.Vhdx;

/// <summary>[MS-VHDX] 2.5.1.1 and 2.5.1.2: the low three bits of an entry of the block table.</summary>
internal static class BlockState
{
    public const int NotPresent = 0, Undefined = 1, Zero = 2, Unmapped = 3, FullyPresent = 6, PartiallyPresent = 7;
    public const int BitmapPresent = FullyPresent;

    public static int Of(ulong entry) => (int)(entry & 7);

    /// <summary>Megabyte of the file.</summary>
    public static long Megabytes(ulong entry) => (long)(entry >> 20);

    /// <summary>Byte of the file; where no file could be as long, one that is beyond any file.</summary>
    public static long Offset(ulong entry) => Math.Min(Megabytes(entry), long.MaxValue >> 21) * VhdxFormat.Megabyte;

    public static bool HasBlock(int state) => state is FullyPresent or PartiallyPresent;
}
