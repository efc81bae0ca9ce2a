using Holdfast.Format.Items;
using Holdfast.Workloads.Checksums;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.FileSystems.Ext4;

/// <summary>A name in a directory.</summary>
/// <param name="Kind">As the directory remembers it; null for a socket, and where it does not remember.</param>
internal readonly record struct DirectoryEntry(uint Inode, ItemKind? Kind, byte[] Name, long Origin);

/// <summary>Reads the names of a directory block by block. The blocks of a hashed index look like ones without names.</summary>
internal sealed class DirectoryEntries(Ext4Volume volume, Inode directory)
{
    private const int HeaderLength = 8, TailLength = 12, TailMark = 0xde;
    private const int InlineParent = 4;

    public IEnumerable<DirectoryEntry> Read()
    {
        InodeContent.RefuseEncrypted(directory);
        return (directory.Flags & InodeFlag.InlineData) != 0 ? ReadInline() : ReadBlocks();
    }

    private IEnumerable<DirectoryEntry> ReadInline()
    {
        var found = new List<DirectoryEntry>();
        ReadBlock(directory.Fields.Part(Inode.MapAt + InlineParent, Inode.MapLength - InlineParent), found);
        var rest = new InlineContent(volume, directory).Rest();
        if (rest.Length > 0) ReadBlock(new Fields(rest, directory.Origin), found);
        return found;
    }

    private IEnumerable<DirectoryEntry> ReadBlocks()
    {
        var runs = InodeContent.Runs(volume, directory).Runs;
        if (runs.Sum(run => run.Length) > volume.Metadata.Length) throw new MalformedFileException(directory.Origin, "a directory that fits on the volume", "a longer one");
        var found = new List<DirectoryEntry>();
        foreach (var run in runs.Where(run => !run.IsHole))
        {
            for (var at = 0L; at < run.Length && run.Position + at < directory.Size; at += volume.BlockLength)
            {
                found.Clear();
                var fields = new Fields(volume.Metadata.Read(run.Offset + at, volume.BlockLength), run.Offset + at);
                if (volume.Superblock.HasChecksums) Verify(fields);
                ReadBlock(fields, found);
                foreach (var entry in found) yield return entry;
            }
        }
    }

    private void ReadBlock(Fields block, List<DirectoryEntry> found)
    {
        for (var at = 0; at < block.Length;)
        {
            var length = EntryLength(block, at);
            if (length < HeaderLength || (length & 3) != 0 || length > block.Length - at) throw block.Refuse(at + 4, "the length of an entry of a directory", $"{length} bytes");
            if (block.U32(at) != 0) Add(block.Part(at, length), found);
            at += length;
        }
    }

    private void Add(Fields entry, List<DirectoryEntry> found)
    {
        var isTyped = (volume.Superblock.Features & Features.TypedEntries) != 0;
        var name = entry.Slice(HeaderLength, isTyped ? entry.U8(6) : entry.U16(6));
        if (name.SequenceEqual("."u8) || name.SequenceEqual(".."u8)) return;
        found.Add(new DirectoryEntry(entry.U32(0), isTyped ? Kind(entry.U8(7)) : null, name.ToArray(), entry.Origin));
    }

    /// <summary>A block of 64 KiB is longer than the number can be.</summary>
    private int EntryLength(Fields block, int at)
    {
        var length = block.U16(at + 4);
        return volume.BlockLength > ushort.MaxValue && length is 0 or ushort.MaxValue ? volume.BlockLength : length;
    }

    private static ItemKind? Kind(byte type) => type switch
    {
        1 => ItemKind.File,
        2 => ItemKind.Directory,
        3 => ItemKind.CharacterDevice,
        4 => ItemKind.BlockDevice,
        5 => ItemKind.Fifo,
        7 => ItemKind.SymbolicLink,
        _ => null,
    };

    /// <summary>A block with names ends with an entry of its own for the checksum.</summary>
    private void Verify(Fields block)
    {
        var at = block.Length - TailLength;
        if (block.U32(at) != 0 || block.U16(at + 4) != TailLength || block.U8(at + 7) != TailMark) return;
        var computed = Crc32C.Append(directory.Seed, block.Slice(0, at));
        if (block.U32(at + 8) != computed) throw block.Refuse(at + 8, $"the checksum {computed:x8} of a block of a directory", $"{block.U32(at + 8):x8}");
    }
}
