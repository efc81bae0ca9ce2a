using System.IO.Hashing;
using Holdfast.Format.Chunks;

namespace Holdfast.Format.Items.Table;

/// <summary>
/// Writes a recovery point's items, given in table order, as blocks and nodes. Blocks end where a hash of an item's key says so, hence an unchanged
/// stretch of items makes the same chunks again and costs nothing. Memory: one block and one node a level. Single writer.
/// </summary>
public sealed class ItemTableWriter(ChunkWriter chunks)
{
    private readonly TableBuffer body = new();
    private readonly TableBuffer assembled = new();
    private readonly ChunkDictionary dictionary = new();
    private readonly List<List<TableChild>> levels = [];
    private Item? first;
    private Item? previous;
    private byte[]? hashedParent;
    private long parentHash;
    private int count;
    private long blockBytes;

    public long Items { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Adds the next item; its content must be known.</summary>
    /// <exception cref="ArgumentException">Out of order, or a file without extents.</exception>
    public void Add(Item item)
    {
        var last = previous ?? lastOfPreviousBlock;
        if (last is not null && ItemPath.CompareKeys(last.Parent, last.Name, item.Parent, item.Name) >= 0)
            throw new ArgumentException($"'{ItemPath.ToDisplay(item.Path)}' is out of order.", nameof(item));
        if (!IsKey(item)) throw new ArgumentException($"'{ItemPath.ToDisplay(item.Path)}' cannot name an item.", nameof(item));
        if (item.Kind == ItemKind.File && item.Extents is null && item.ExtentLists is null && !item.Condition.HasFlag(ItemCondition.Unreadable))
            throw new ArgumentException($"'{ItemPath.ToDisplay(item.Path)}' has no content.", nameof(item));
        if (item.Extents is { Count: > TableLimits.MostInlineExtents }) SpillExtents(item);
        first ??= item;
        ItemBlockCodec.Write(body, dictionary, item, previous);
        previous = item;
        count++;
        Items++;
        Bytes = Sum(Bytes, item.Size);
        blockBytes = Sum(blockBytes, item.Size);
        var length = body.Length + (dictionary.Count * ChunkId.Size);
        if (length >= TableLimits.LargestBlock || (length >= TableLimits.SmallestBlock && EndsBlock(item))) EndBlock();
    }

    /// <summary>Writes what is left and the nodes above; the root is what a recovery point keeps.</summary>
    public ItemTableRoot Complete()
    {
        if (count > 0 || levels.Count == 0) EndBlock();
        for (var level = 0; ; level++)
        {
            var children = levels[level];
            if (level == levels.Count - 1 && children.Count == 1) return new ItemTableRoot(children[0].Id, level, Items, Bytes);
            if (children.Count > 0) EndNode(level);
        }
    }

    private Item? lastOfPreviousBlock;

    private bool EndsBlock(Item item)
    {
        if (!ReferenceEquals(hashedParent, item.Parent))
        {
            hashedParent = item.Parent;
            parentHash = unchecked((long)XxHash3.HashToUInt64(item.Parent));
        }
        return (XxHash3.HashToUInt64(item.Name, parentHash) & TableLimits.BlockCutMask) == 0;
    }

    private void EndBlock()
    {
        assembled.Clear();
        assembled.Byte(ItemBlockCodec.Version);
        assembled.Number((ulong)count);
        dictionary.WriteTo(assembled);
        assembled.Raw(body.Written);
        var id = chunks.Write(ChunkKind.ItemBlock, assembled.Written);
        AddChild(0, new TableChild(first?.Parent ?? [], first?.Name ?? [], id, count, blockBytes));
        lastOfPreviousBlock = previous;
        first = previous = null;
        count = 0;
        blockBytes = 0;
        body.Clear();
        dictionary.Clear();
    }

    private void AddChild(int level, TableChild child)
    {
        if (levels.Count == level) levels.Add([]);
        if (level > ItemTableRoot.HighestLevel) throw new InvalidOperationException("The item table grew too high.");
        levels[level].Add(child);
        var children = levels[level].Count;
        if (children >= TableLimits.MostChildren || (children >= TableLimits.FewestChildren && (child.Id.Value.D & TableLimits.NodeCutMask) == 0)) EndNode(level);
    }

    private void EndNode(int level)
    {
        var children = levels[level];
        TableNode.Encode(assembled, level + 1, children);
        var id = chunks.Write(ChunkKind.ItemNode, assembled.Written);
        var node = new TableChild(children[0].Parent, children[0].Name, id, children.Sum(child => child.Items), children.Aggregate(0L, (sum, child) => Sum(sum, child.Bytes)));
        children.Clear();
        AddChild(level + 1, node);
    }

    /// <summary>Saturates: a few sparse files can claim more bytes than a number holds, and that must not fail a backup.</summary>
    private static long Sum(long left, long right) => left > long.MaxValue - right ? long.MaxValue : left + right;

    /// <summary>What a reader would refuse is not written.</summary>
    private bool IsKey(Item item)
    {
        if (item.Name.Length > TableLimits.LongestName || item.Parent.Length > TableLimits.LongestPath) return false;
        if (!ReferenceEquals(previous?.Parent, item.Parent) && !ItemPath.IsPath(item.Parent)) return false;
        return item.IsRoot ? item.Parent.Length == 0 : ItemPath.IsName(item.Name);
    }

    private void SpillExtents(Item item)
    {
        var extents = item.Extents!;
        var lists = new List<ChunkId>();
        for (var from = 0; from < extents.Count; from += TableLimits.ExtentsInList)
        {
            ExtentCodec.EncodeList(assembled, extents, from, Math.Min(TableLimits.ExtentsInList, extents.Count - from));
            lists.Add(chunks.Write(ChunkKind.ExtentList, assembled.Written));
        }
        item.ExtentLists = lists;
        item.Extents = null;
    }
}
