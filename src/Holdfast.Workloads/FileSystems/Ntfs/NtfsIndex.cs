using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.FileSystems.Ntfs;

/// <summary>Order of an index's key beside a wanted one: below 0 where it comes before it.</summary>
internal delegate int IndexOrder(Fields key);

/// <summary>Takes an entry of an index: what stands before its key, and the key.</summary>
/// <returns>False where no more are wanted.</returns>
internal delegate bool IndexVisit(Fields entry, Fields key);

/// <summary>An index of a file: a B+ tree whose root is in the record, and whose other nodes are blocks.</summary>
internal sealed class NtfsIndex
{
    private const int MostDepth = 32;
    private const int LeastBlock = 512, MostBlock = 64 << 10;
    private const int SectorsOfSmallBlocks = 512;
    private const uint BlockSignature = 0x58444e49; // "INDX"
    private const int HasBlocks = 1, LastEntry = 2;
    private const int RootHeaderAt = 16, BlockHeaderAt = 24, EntryKeyAt = 16;

    private readonly NtfsAttribute root;
    private readonly IByteSource? blocks;
    private readonly int blockLength;
    private readonly int unitLength;

    /// <param name="name">Such as $I30 for a directory.</param>
    /// <exception cref="MalformedFileException">The file has no such index.</exception>
    public NtfsIndex(NtfsVolume volume, NtfsFile file, string name)
    {
        root = file.Find(AttributeType.IndexRoot, name) is { IsResident: true } found
            ? found
            : throw new MalformedFileException(file.Record.Attributes.Count > 0 ? file.Record.Attributes[0].Origin : 0, $"the root of index {name}", "a record without it");
        var fields = root.ValueFields;
        var length = fields.U32(8);
        if (length is < LeastBlock or > MostBlock || !System.Numerics.BitOperations.IsPow2(length)) throw fields.Refuse(8, $"index blocks of {LeastBlock} to {MostBlock} bytes", $"{length} bytes");
        blockLength = (int)length;
        unitLength = blockLength >= volume.Geometry.ClusterLength ? volume.Geometry.ClusterLength : SectorsOfSmallBlocks;
        if (file.Find(AttributeType.IndexAllocation, name) is { } allocation) blocks = volume.Content(file, allocation, volume.Metadata);
    }

    /// <summary>Visits entries in their order.</summary>
    /// <param name="order">Where given, entries that come before what it wants are left out, and blocks that hold only such ones are not read.</param>
    /// <exception cref="MalformedFileException">The index is damaged.</exception>
    public void Walk(IndexVisit visit, IndexOrder? order = null)
    {
        var fields = root.ValueFields;
        WalkNode(fields.Part(RootHeaderAt, fields.Length - RootHeaderAt), visit, order, [], 0);
    }

    private bool WalkNode(Fields node, IndexVisit visit, IndexOrder? order, HashSet<long> seen, int depth)
    {
        var at = node.Within(0, "the first entry of a node");
        var end = node.Within(4, "the end of a node");
        while (at < end)
        {
            var length = node.U16(at + 8);
            var flags = node.U16(at + 12);
            if (length < EntryKeyAt || length > end - at) throw node.Refuse(at + 8, "the length of an index entry in its node", $"{length} bytes");
            var entry = node.Part(at, length);
            var isLast = (flags & LastEntry) != 0;
            var key = isLast ? default : entry.Part(EntryKeyAt, entry.U16(10));
            if (isLast || order is null || order(key) >= 0)
            {
                if ((flags & HasBlocks) != 0 && !WalkBlock(entry, visit, order, seen, depth + 1)) return false;
                if (isLast) return true;
                if (!visit(entry, key)) return false;
            }

            at += length;
        }

        throw node.Refuse(end, "the last entry of a node", "the end of the node");
    }

    private bool WalkBlock(Fields entry, IndexVisit visit, IndexOrder? order, HashSet<long> seen, int depth)
    {
        if (depth > MostDepth) throw entry.Refuse(0, $"an index of at most {MostDepth} levels", "more");
        var number = entry.U64(entry.Length - 8);
        if (blocks is null || blocks.Length < blockLength || number > (ulong)((blocks.Length - blockLength) / unitLength)) throw entry.Refuse(entry.Length - 8, "a block of the index", $"block {number}");
        if (!seen.Add((long)number)) throw entry.Refuse(entry.Length - 8, "a block that is in the index once", $"block {number} again");
        var block = new byte[blockLength];
        var position = (long)number * unitLength;
        blocks.Read(position, block);
        var fields = new Fields(block, blocks is RunBytes runs ? runs.Place(position) : entry.Origin);
        if (fields.U32(0) != BlockSignature) throw fields.Refuse(0, "an index block", $"something else in block {number}");
        UpdateSequence.Apply(block, fields.Origin);
        if (fields.U64(16) != number) throw fields.Refuse(16, $"index block {number}", $"block {fields.U64(16)}");
        return WalkNode(fields.Part(BlockHeaderAt, blockLength - BlockHeaderAt), visit, order, seen, depth);
    }
}
