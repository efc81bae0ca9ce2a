using System.Numerics;
using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.FileSystems.Ntfs;

/// <summary>What the boot sector says: lengths in bytes, places as offsets from the volume's first byte.</summary>
internal sealed record NtfsGeometry(int SectorLength, int ClusterLength, long TableOffset, int RecordLength)
{
    private const int BootLength = 512;
    private const int LeastSector = 256, MostSector = 4096, MostCluster = 2 << 20;
    private const int LeastRecord = 512, MostRecord = 16 << 10;

    /// <exception cref="Inspection.MalformedFileException">The boot sector does not describe a volume.</exception>
    public static NtfsGeometry Read(IByteSource volume)
    {
        Span<byte> bytes = stackalloc byte[BootLength];
        if (volume.Length < BootLength) throw new Inspection.MalformedFileException(volume.Length, "a boot sector", "the end of the volume");
        volume.Read(0, bytes);
        var boot = new Fields(bytes, 0);
        if (!boot.Slice(3, 8).SequenceEqual("NTFS    "u8)) throw boot.Refuse(3, "the signature of NTFS", "something else");
        var sector = PowerOfTwo(boot, 0x0b, boot.U16(0x0b), LeastSector, MostSector);
        // Above 64 KiB the count is kept as the negative of its binary logarithm.
        var count = boot.U8(0x0d);
        var cluster = PowerOfTwo(boot, 0x0d, count <= 0x80 ? (long)count * sector : 1L << Math.Min(40, (256 - count)) << BitOperations.Log2((uint)sector), sector, MostCluster);
        var record = PowerOfTwo(boot, 0x40, Blocks(boot.U8(0x40), cluster), LeastRecord, MostRecord);
        var first = boot.U64(0x30);
        if (first == 0 || first > (ulong)(volume.Length / cluster)) throw boot.Refuse(0x30, "the place of the master file table on the volume", $"cluster {first}");
        return new NtfsGeometry(sector, cluster, (long)first * cluster, record);
    }

    /// <summary>Lengths of records: in clusters, or where negative the binary logarithm of bytes.</summary>
    private static long Blocks(byte value, int cluster) => value < 0x80 ? (long)value * cluster : 1L << Math.Min(40, 256 - value);

    private static int PowerOfTwo(Fields boot, int at, long value, int least, int most) =>
        value >= least && value <= most && BitOperations.IsPow2(value) ? (int)value : throw boot.Refuse(at, $"a power of two from {least} to {most} bytes", $"{value} bytes");
}
