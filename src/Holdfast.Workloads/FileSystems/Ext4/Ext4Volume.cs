using System.Buffers.Binary;
using Holdfast.Workloads.Checksums;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.FileSystems.Ext4;

/// <summary>Blocks of a volume, and where its inodes are. Thread-safe.</summary>
/// <param name="Raw">For content: read as it is asked for.</param>
/// <param name="Metadata">The same through a cache of blocks.</param>
internal sealed record Ext4Volume(IByteSource Raw, IByteSource Metadata, Superblock Superblock)
{
    private const int TableAt = 8, HighTableAt = 0x28, ChecksumAt = 0x1e, WideDescriptor = 64;

    public int BlockLength => Superblock.BlockLength;

    /// <param name="block">On the volume.</param>
    /// <param name="what">That lies there, for errors.</param>
    /// <exception cref="MalformedFileException">The volume has no such block.</exception>
    public byte[] ReadBlock(long block, string what)
    {
        if (block <= 0 || block >= Superblock.Blocks) throw new MalformedFileException(0, $"the block of {what}", $"block {block} of {Superblock.Blocks}");
        return Metadata.Read(block * BlockLength, BlockLength);
    }

    /// <summary>An inode that is in use or was.</summary>
    /// <exception cref="MalformedFileException">There is none of that number, or it is damaged.</exception>
    public Inode ReadInode(uint number)
    {
        if (number == 0 || number > Superblock.Inodes) throw new MalformedFileException(0, $"an inode from 1 to {Superblock.Inodes}", $"inode {number}");
        var group = (number - 1) / Superblock.InodesPerGroup;
        var offset = (InodeTable(group) * BlockLength) + ((long)((number - 1) % Superblock.InodesPerGroup) * Superblock.InodeLength);
        if (offset > Metadata.Length - Superblock.InodeLength) throw new MalformedFileException(Metadata.Length, $"inode {number}", "the end of the volume");
        return Inode.Parse(Metadata.Read(offset, Superblock.InodeLength), number, offset, Superblock);
    }

    /// <summary>The first block of the inodes of a group.</summary>
    private long InodeTable(long group)
    {
        if (group >= Superblock.Groups) throw new MalformedFileException(0, $"one of {Superblock.Groups} groups", $"group {group}");
        var length = Superblock.DescriptorLength;
        var perBlock = BlockLength / length;
        var block = DescriptorBlock(group / perBlock, perBlock);
        var offset = (block * BlockLength) + (group % perBlock * length);
        var descriptor = new Fields(ReadBlock(block, "group descriptors").AsSpan((int)(group % perBlock) * length, length), offset);
        if (Superblock.HasChecksums) Verify(descriptor, group);
        var high = length >= WideDescriptor ? descriptor.U32(HighTableAt) : 0;
        var table = (ulong)high << 32 | descriptor.U32(TableAt);
        return table > 0 && table < (ulong)Superblock.Blocks ? (long)table : throw descriptor.Refuse(TableAt, "the block where the inodes of a group begin", $"{table}");
    }

    /// <summary>Descriptors follow the superblock; with meta groups each block of them lies in the first of the groups that it describes.</summary>
    private long DescriptorBlock(long number, int perBlock)
    {
        // With clusters of blocks of 1 KiB block 0 is the first one, too, although the superblock is in block 1.
        var before = Superblock.FirstBlock == 0 && BlockLength == Ext4.Superblock.Offset ? 1 : 0;
        if ((Superblock.Features & Features.MetaGroups) == 0 || number < Superblock.FirstMetaGroup) return Superblock.FirstBlock + before + 1 + number;
        var group = number * perBlock;
        return (group * Superblock.BlocksPerGroup) + Superblock.FirstBlock + (Superblock.HasBackup(group) ? 1 : 0) + (group == 0 ? before : 0);
    }

    private void Verify(Fields descriptor, long group)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(number, (uint)group);
        var crc = Crc32C.Append(Crc32C.Append(Superblock.Seed, number), descriptor.Slice(0, ChecksumAt));
        crc = Crc32C.Append(crc, [0, 0]);
        crc = Crc32C.Append(crc, descriptor.Slice(ChecksumAt + 2, descriptor.Length - ChecksumAt - 2));
        if (descriptor.U16(ChecksumAt) != (ushort)(crc & ushort.MaxValue)) throw descriptor.Refuse(ChecksumAt, $"the checksum {crc & ushort.MaxValue:x4} of a group descriptor", $"{descriptor.U16(ChecksumAt):x4}");
    }
}
