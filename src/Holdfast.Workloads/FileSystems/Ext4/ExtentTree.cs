using Holdfast.Workloads.Checksums;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.FileSystems.Ext4;

/// <summary>Reads where a file lies from its tree of extents, whose root is in the inode.</summary>
internal sealed class ExtentTree(Ext4Volume volume, Inode inode)
{
    private const int Magic = 0xf30a, MostDepth = 5;
    private const int HeaderLength = 12, EntryLength = 12;

    /// <summary>An extent of more blocks than this is reserved only: it reads as zeros.</summary>
    private const int MostWritten = 32768;

    private readonly RunList runs = new();

    public RunList Read()
    {
        var root = inode.Fields.Part(Inode.MapAt, Inode.MapLength);
        var depth = root.U16(6);
        if (depth > MostDepth) throw root.Refuse(6, $"a tree of extents of at most {MostDepth} levels", $"{depth}");
        ReadNode(root, depth);
        return runs;
    }

    private void ReadNode(Fields node, int depth)
    {
        if (node.U16(0) != Magic) throw node.Refuse(0, "a node of a tree of extents", $"{node.U16(0):x4}");
        if (node.U16(6) != depth) throw node.Refuse(6, $"a node of level {depth}", $"one of level {node.U16(6)}");
        var count = node.U16(2);
        _ = node.Slice(HeaderLength, count * EntryLength);
        for (var i = 0; i < count; i++)
        {
            var entry = node.Part(HeaderLength + (i * EntryLength), EntryLength);
            if (depth == 0) AddExtent(entry);
            else Descend(entry, depth - 1);
        }
    }

    private void Descend(Fields entry, int depth)
    {
        var block = entry.U32(4) | (long)entry.U16(8) << 32;
        var before = runs.End;
        var node = new Fields(volume.ReadBlock(block, "a tree of extents"), block * volume.BlockLength);
        if (volume.Superblock.HasChecksums) Verify(node);
        ReadNode(node, depth);
        // Each node must tell of more of the file, so that one that is met again ends the walk.
        if (runs.End == before) throw node.Refuse(2, "a node with extents", "none");
    }

    private void AddExtent(Fields entry)
    {
        var position = (long)entry.U32(0) * volume.BlockLength;
        int length = entry.U16(4);
        var isWritten = length <= MostWritten;
        if (!isWritten) length -= MostWritten;
        var block = entry.U32(8) | (long)entry.U16(6) << 32;
        if (length == 0 || position < runs.End) throw entry.Refuse(0, $"an extent behind byte {runs.End} of the file", $"{length} blocks at byte {position}");
        if (block <= 0 || block > volume.Superblock.Blocks - length) throw entry.Refuse(8, $"an extent within the volume's {volume.Superblock.Blocks} blocks", $"{length} blocks at {block}");
        runs.Add(new Run(position, isWritten ? block * volume.BlockLength : Run.Hole, (long)length * volume.BlockLength));
    }

    private void Verify(Fields node)
    {
        var at = HeaderLength + (node.U16(4) * EntryLength);
        var computed = Crc32C.Append(inode.Seed, node.Slice(0, at));
        if (node.U32(at) != computed) throw node.Refuse(at, $"the checksum {computed:x8} of a node of extents", $"{node.U32(at):x8}");
    }
}
