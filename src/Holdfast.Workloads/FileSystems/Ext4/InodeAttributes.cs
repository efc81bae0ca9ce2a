using System.Buffers.Binary;
using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Checksums;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.FileSystems.Ext4;

/// <summary>Extended attributes of an inode, from its own spare room and from its block, as Linux shows them.</summary>
internal sealed class InodeAttributes(Ext4Volume volume, Inode inode)
{
    private const uint Magic = 0xea020000;
    private const int OldInode = 128, BlockHeader = 32, EntryHeader = 16, ChecksumAt = 16;
    private const int SystemIndex = 7;
    private const int LongestValue = 64 << 10;

    private static readonly string?[] prefixes = [null, "user.", "system.posix_acl_access", "system.posix_acl_default", "trusted.", null, "security.", "system.", "system.richacl"];

    /// <summary>Sorted by name; null where there are none.</summary>
    /// <exception cref="MalformedFileException">They are damaged.</exception>
    public ExtendedAttribute[]? Read()
    {
        var found = new List<ExtendedAttribute>();
        Walk((entry, area) =>
        {
            if (NameOf(entry) is { } name) found.Add(new ExtendedAttribute(name, PosixList.IsOne(name) ? PosixList.Convert(ValueOf(entry, area), entry.Origin) : ValueOf(entry, area)));
            return true;
        });
        found.Sort(static (left, right) => left.Name.AsSpan().SequenceCompareTo(right.Name));
        return found.Count == 0 ? null : [.. found];
    }

    /// <summary>The part of the content that lies among the attributes; null where there is none.</summary>
    public byte[]? InlineData()
    {
        byte[]? found = null;
        Walk((entry, area) =>
        {
            if (IsInlineData(entry)) found = ValueOf(entry, area);
            return found is null;
        });
        return found;
    }

    /// <summary>Takes an entry and the area in which its value lies. False ends the walk.</summary>
    private delegate bool Visit(Fields entry, Fields area);

    private void Walk(Visit visit)
    {
        var start = OldInode + inode.Extra;
        if (inode.Extra > 0 && inode.Bytes.Length - start >= sizeof(uint) && inode.Fields.U32(start) == Magic)
        {
            var area = inode.Fields.Part(start + sizeof(uint), inode.Bytes.Length - start - sizeof(uint));
            if (!WalkArea(area, 0, visit)) return;
        }

        if (inode.AttributeBlock == 0) return;
        var offset = inode.AttributeBlock * volume.BlockLength;
        var block = new Fields(volume.ReadBlock(inode.AttributeBlock, "extended attributes"), offset);
        if (block.U32(0) != Magic || block.U32(8) != 1) throw block.Refuse(0, "a block of extended attributes", "something else");
        if (volume.Superblock.HasChecksums) Verify(block);
        WalkArea(block, BlockHeader, visit);
    }

    private static bool WalkArea(Fields area, int at, Visit visit)
    {
        while (at <= area.Length - sizeof(uint) && area.U32(at) != 0)
        {
            var length = EntryHeader + area.U8(at);
            if (!visit(area.Part(at, length), area)) return false;
            at += (length + 3) & ~3;
        }

        return true;
    }

    private static bool IsInlineData(Fields entry) => entry.U8(1) == SystemIndex && entry.Slice(EntryHeader, entry.U8(0)).SequenceEqual("data"u8);

    /// <summary>Null for what the kernel keeps for itself.</summary>
    private static byte[]? NameOf(Fields entry)
    {
        if (IsInlineData(entry)) return null;
        var prefix = entry.U8(1) < prefixes.Length ? prefixes[entry.U8(1)] : null;
        return prefix is null ? null : [.. Encoding.ASCII.GetBytes(prefix), .. entry.Slice(EntryHeader, entry.U8(0))];
    }

    private byte[] ValueOf(Fields entry, Fields area)
    {
        var length = entry.U32(8);
        if (length > LongestValue) throw entry.Refuse(8, $"a value of at most {LongestValue} bytes", $"{length} bytes");
        if (entry.U32(4) == 0) return area.Slice(entry.U16(2), (int)length).ToArray();
        var holder = volume.ReadInode(entry.U32(4));
        if (holder.Kind != ItemKind.File || holder.Size < length || (holder.Flags & InodeFlag.InlineData) != 0) throw entry.Refuse(4, $"an inode with a value of {length} bytes", $"inode {holder.Number}");
        return InodeContent.Open(volume, holder, volume.Metadata).Read(0, (int)length);
    }

    private void Verify(Fields block)
    {
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(number, inode.AttributeBlock);
        var crc = Crc32C.Append(Crc32C.Append(volume.Superblock.Seed, number), block.Slice(0, ChecksumAt));
        crc = Crc32C.Append(Crc32C.Append(crc, [0, 0, 0, 0]), block.Slice(ChecksumAt + 4, block.Length - ChecksumAt - 4));
        if (block.U32(ChecksumAt) != crc) throw block.Refuse(ChecksumAt, $"the checksum {crc:x8} of a block of attributes", $"{block.U32(ChecksumAt):x8}");
    }
}
