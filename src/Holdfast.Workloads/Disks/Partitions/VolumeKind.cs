using System.Buffers.Binary;

namespace Holdfast.Workloads.Disks.Partitions;

/// <summary>What a partition holds, by the marks that its maker left.</summary>
public static class VolumeKind
{
    private const int Looked = (64 << 10) + 4096;
    private const int BtrfsMark = (64 << 10) + 64;
    private const int Sector = 512;

    private static ReadOnlySpan<byte> Luks => [(byte)'L', (byte)'U', (byte)'K', (byte)'S', 0xBA, 0xBE];

    /// <summary>ntfs, refs, exfat, fat12, fat16, fat32, bitlocker, ext2, ext3, ext4, xfs, btrfs, swap, lvm2, luks; null: none of these. Reads the first 68 KiB at most.</summary>
    public static string? Of(IByteSource volume)
    {
        var start = volume.Read(0, (int)Math.Min(volume.Length, Looked)).AsSpan();
        return BootSector.Kind(start)
            ?? (start.StartsWith(Luks) ? "luks" : null)
            ?? (start.StartsWith("XFSB"u8) ? "xfs" : null)
            ?? (Has(start, BtrfsMark, "_BHRfS_M"u8) ? "btrfs" : null)
            ?? Ext(start)
            ?? (IsSwap(start) ? "swap" : null)
            ?? (IsLvm(start) ? "lvm2" : null);
    }

    private static bool Has(ReadOnlySpan<byte> start, int at, ReadOnlySpan<byte> mark) => start.Length >= at + mark.Length && start.Slice(at, mark.Length).SequenceEqual(mark);

    /// <summary>The three differ in what they require of a reader: without a journal it is ext2, with features younger than ext3 it is ext4.</summary>
    private static string? Ext(ReadOnlySpan<byte> start)
    {
        const int superblock = 1024;
        const uint journal = 0x4, journalDevice = 0x8, ext3Incompatible = 0x2 | 0x4 | 0x10, ext3ReadOnly = 0x1 | 0x2 | 0x4;
        if (start.Length < superblock * 2 || BinaryPrimitives.ReadUInt16LittleEndian(start[(superblock + 56)..]) != 0xEF53) return null;
        var compatible = BinaryPrimitives.ReadUInt32LittleEndian(start[(superblock + 92)..]);
        var incompatible = BinaryPrimitives.ReadUInt32LittleEndian(start[(superblock + 96)..]);
        var readOnly = BinaryPrimitives.ReadUInt32LittleEndian(start[(superblock + 100)..]);
        if ((incompatible & journalDevice) != 0) return null;
        if ((incompatible & ~ext3Incompatible) != 0 || (readOnly & ~ext3ReadOnly) != 0) return "ext4";
        return (compatible & journal) != 0 ? "ext3" : "ext2";
    }

    /// <summary>The mark ends the first page, whose length is the machine's.</summary>
    private static bool IsSwap(ReadOnlySpan<byte> start)
    {
        for (var page = 4096; page <= 64 << 10; page *= 2)
        {
            if (Has(start, page - 10, "SWAPSPACE2"u8) || Has(start, page - 10, "SWAP-SPACE"u8)) return true;
        }

        return false;
    }

    /// <summary>The label of a physical volume lies in one of the first four sectors.</summary>
    private static bool IsLvm(ReadOnlySpan<byte> start)
    {
        for (var sector = 0; sector < 4 * Sector; sector += Sector)
        {
            if (Has(start, sector, "LABELONE"u8) && Has(start, sector + 24, "LVM2 001"u8)) return true;
        }

        return false;
    }
}
