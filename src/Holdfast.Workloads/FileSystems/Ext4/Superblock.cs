using System.Buffers.Binary;
using System.Text;
using Holdfast.Workloads.Checksums;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.FileSystems.Ext4;

/// <summary>What the superblock says. Lengths in bytes, places in blocks.</summary>
/// <param name="Compatible">Bits of features that a reader need not know.</param>
/// <param name="ReadOnly">Bits of features that only a writer must know.</param>
/// <param name="Seed">Where checksums begin.</param>
internal sealed record Superblock(
    int BlockLength, long Blocks, uint FirstBlock, uint BlocksPerGroup, uint Inodes, uint InodesPerGroup, int InodeLength, int DescriptorLength,
    uint Compatible, Features Features, uint ReadOnly, uint FirstMetaGroup, (uint, uint) BackupGroups, uint JournalInode, uint Seed, string? Label)
{
    public const int Offset = 1024, Length = 1024;

    private const int Magic = 0xef53;
    private const int LeastInode = 128, LeastDescriptor = 32, WideDescriptor = 64;
    private const uint SparseBackups = 1, Checksums = 0x400, TwoBackups = 0x200;
    private const int ChecksumAt = 0x3fc;

    public bool HasChecksums => (ReadOnly & Checksums) != 0;

    public long Groups => ((Blocks - FirstBlock - 1) / BlocksPerGroup) + 1;

    /// <exception cref="MalformedFileException">It is damaged.</exception>
    /// <exception cref="NotSupportedException">It has a feature that is not known here.</exception>
    public static Superblock Read(IByteSource volume)
    {
        if (volume.Length < Offset + Length) throw new MalformedFileException(volume.Length, "a superblock", "the end of the volume");
        var bytes = volume.Read(Offset, Length);
        var fields = new Fields(bytes, Offset);
        if (fields.U16(0x38) != Magic) throw fields.Refuse(0x38, "the mark of a superblock", $"{fields.U16(0x38):x4}");
        var features = (Features)(fields.U32(0x4c) == 0 ? 0 : fields.U32(0x60));
        if ((features & ~Features.Known) != 0) throw new NotSupportedException($"The file system has features that are not known here (incompatible features {(uint)(features & ~Features.Known):x}).");
        var readOnly = fields.U32(0x64);
        if ((readOnly & Checksums) != 0) Verify(fields);
        var seed = (features & Features.ChecksumSeed) != 0 ? fields.U32(0x270) : Crc32C.Append(Crc32C.Start, fields.Slice(0x68, 16));
        var block = fields.U32(0x18) <= 6 ? 1024 << (int)fields.U32(0x18) : throw fields.Refuse(0x18, "a block length of 1 to 64 KiB", $"{fields.U32(0x18)}");
        return Check(fields, volume.Length, new Superblock(
            block, BlockCount(fields, features), fields.U32(0x14), fields.U32(0x20), fields.U32(0), fields.U32(0x28), fields.U32(0x4c) == 0 ? LeastInode : fields.U16(0x58),
            (features & Features.Wide) != 0 ? Math.Max(WideDescriptor, (int)fields.U16(0xfe)) : LeastDescriptor,
            fields.U32(0x5c), features, readOnly, fields.U32(0x104), (fields.U32(0x24c), fields.U32(0x250)), fields.U32(0xe0), seed, Text(fields.Slice(0x78, 16))));
    }

    /// <summary>Whether a group begins with a copy of superblock and descriptors.</summary>
    public bool HasBackup(long group)
    {
        if (group == 0) return true;
        if ((Compatible & TwoBackups) != 0) return group == BackupGroups.Item1 || group == BackupGroups.Item2;
        return (ReadOnly & SparseBackups) == 0 || group == 1 || IsPower(group, 3) || IsPower(group, 5) || IsPower(group, 7);
    }

    private static bool IsPower(long value, int factor)
    {
        while (value > 1 && value % factor == 0) value /= factor;
        return value == 1;
    }

    private static long BlockCount(Fields fields, Features features)
    {
        var high = (features & Features.Wide) != 0 ? fields.U32(0x150) : 0;
        return high <= ushort.MaxValue ? (long)((ulong)high << 32 | fields.U32(4)) : throw fields.Refuse(0x150, "a number of blocks", $"2^32 times {high}");
    }

    private static void Verify(Fields fields)
    {
        var computed = Crc32C.Append(Crc32C.Start, fields.Slice(0, ChecksumAt));
        if (fields.U32(ChecksumAt) != computed) throw fields.Refuse(ChecksumAt, $"the checksum {computed:x8} of the superblock", $"{fields.U32(ChecksumAt):x8}");
    }

    private static Superblock Check(Fields fields, long volumeLength, Superblock read)
    {
        if (read.Blocks <= read.FirstBlock || read.Blocks > volumeLength / read.BlockLength) throw fields.Refuse(4, $"at most the {volumeLength / read.BlockLength} blocks of the volume", $"{read.Blocks}");
        if (read.FirstBlock > 1) throw fields.Refuse(0x14, "block 0 or 1 as the first one", $"{read.FirstBlock}");
        if (read.BlocksPerGroup is 0 || read.BlocksPerGroup > read.BlockLength * 8L * 32768) throw fields.Refuse(0x20, "a number of blocks of a group", $"{read.BlocksPerGroup}");
        if (read.InodesPerGroup is 0 || read.InodesPerGroup > read.BlockLength * 8L) throw fields.Refuse(0x28, "a number of inodes of a group", $"{read.InodesPerGroup}");
        if (!System.Numerics.BitOperations.IsPow2(read.InodeLength) || read.InodeLength < LeastInode || read.InodeLength > read.BlockLength) throw fields.Refuse(0x58, "the length of an inode", $"{read.InodeLength}");
        if (!System.Numerics.BitOperations.IsPow2(read.DescriptorLength) || read.DescriptorLength > read.BlockLength) throw fields.Refuse(0xfe, "the length of a group descriptor", $"{read.DescriptorLength}");
        return read;
    }

    private static string? Text(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)0);
        return end == 0 ? null : Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }
}
