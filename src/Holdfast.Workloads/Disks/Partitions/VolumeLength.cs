using System.Buffers.Binary;

namespace Holdfast.Workloads.Disks.Partitions;

/// <summary>How long a file system says that it is: where its partition is shorter, it was cut off.</summary>
internal static class VolumeLength
{
    private const int ExtSuperblock = 1024, BtrfsSuperblock = 64 << 10;

    /// <summary>Bytes; null where the kind does not say, or nothing that can be read.</summary>
    /// <param name="kind">Of <see cref="VolumeKind.Of"/>.</param>
    public static long? Of(IByteSource volume, string kind)
    {
        var start = new byte[BtrfsSuperblock + 4096];
        volume.Read(0, start.AsSpan(0, (int)Math.Min(volume.Length, start.Length)));
        var length = kind switch
        {
            "ntfs" => Product(U64(start, 40), U16(start, 11)),
            "fat12" or "fat16" or "fat32" => Product(U16(start, 19) is not 0 and var few ? few : U32(start, 32), U16(start, 11)),
            "exfat" => Product(U64(start, 72), 1UL << Math.Min((int)start[108], 12)),
            "ext2" or "ext3" or "ext4" => Ext(start),
            "xfs" => Product(BinaryPrimitives.ReadUInt64BigEndian(start.AsSpan(8)), BinaryPrimitives.ReadUInt32BigEndian(start.AsSpan(4))),
            "btrfs" => U64(start, BtrfsSuperblock + 0xC9 + 8),
            _ => UInt128.Zero,
        };
        return length == 0 ? null : (long)UInt128.Min(length, long.MaxValue);
    }

    private static UInt128 Ext(byte[] start)
    {
        const uint is64Bit = 0x80;
        var high = (U32(start, ExtSuperblock + 96) & is64Bit) != 0 ? U32(start, ExtSuperblock + 0x150) : 0;
        return Product(((ulong)high << 32) | U32(start, ExtSuperblock + 4), 1024UL << (int)Math.Min(U32(start, ExtSuperblock + 24), 6));
    }

    private static UInt128 Product(ulong count, ulong length) => (UInt128)count * length;

    private static uint U16(byte[] start, int at) => BinaryPrimitives.ReadUInt16LittleEndian(start.AsSpan(at));

    private static uint U32(byte[] start, int at) => BinaryPrimitives.ReadUInt32LittleEndian(start.AsSpan(at));

    private static ulong U64(byte[] start, int at) => BinaryPrimitives.ReadUInt64LittleEndian(start.AsSpan(at));
}
