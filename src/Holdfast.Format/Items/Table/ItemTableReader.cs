using Holdfast.Format.Chunks;

namespace Holdfast.Format.Items.Table;

/// <summary>Reads an item table: all of it in order, from a key on, one directory, one item. Memory: one block and one node a level.</summary>
public sealed class ItemTableReader(IChunkSource chunks, ItemTableRoot root)
{
    /// <summary>Chunks that are announced together; as blocks, a few MiB.</summary>
    private const int Announced = 32;

    public ItemTableRoot Root { get; } = root;

    /// <summary>All items in table order.</summary>
    /// <exception cref="ChunkUnavailableException">A part of the table is missing.</exception>
    /// <exception cref="MalformedDataException">A part of the table is damaged.</exception>
    public IEnumerable<Item> ReadAll() => ReadFrom([], []);

    /// <summary>Items whose key is at or after (parent, name).</summary>
    public IEnumerable<Item> ReadFrom(byte[] parent, byte[] name) => Read(parent, name, (_, _) => true);

    /// <summary>Items directly in a directory, by name; not the directory itself.</summary>
    public IEnumerable<Item> List(byte[] directory) =>
        Read(directory, [], (parent, _) => parent.AsSpan().SequenceEqual(directory)).TakeWhile(item => item.Parent.AsSpan().SequenceEqual(directory)).Where(item => !item.IsRoot);

    /// <summary>The item at a path, or null.</summary>
    public Item? Find(byte[] path)
    {
        var (parent, name) = ItemPath.Split(path);
        var item = Read(parent, name, (otherParent, otherName) => ItemPath.CompareKeys(otherParent, otherName, parent, name) <= 0).FirstOrDefault();
        return item is not null && item.Parent.AsSpan().SequenceEqual(parent) && item.Name.AsSpan().SequenceEqual(name) ? item : null;
    }

    /// <summary>The item at a path and everything below it, in table order; empty where there is no such item.</summary>
    public IEnumerable<Item> Subtree(byte[] path)
    {
        if (Find(path) is not { } top) yield break;
        yield return top;
        if (top.Kind != ItemKind.Directory) yield break;
        foreach (var item in Read(path, [], (parent, _) => ItemPath.IsWithin(parent, path)).TakeWhile(item => ItemPath.IsWithin(item.Parent, path)))
            if (!item.IsRoot) yield return item;
    }

    /// <summary>The extents of a file, wherever they stand.</summary>
    public IReadOnlyList<Extent> ExtentsOf(Item item)
    {
        if (item.ExtentLists is null) return item.Extents ?? [];
        var extents = new List<Extent>();
        foreach (var some in item.ExtentLists.Chunk(Announced))
        {
            chunks.ReadAhead(some);
            foreach (var list in some) extents.AddRange(ExtentCodec.DecodeList(chunks.Read(list)));
        }
        if (!ExtentCodec.Covers(extents, item.Size)) throw new MalformedDataException($"The extent lists of '{ItemPath.ToDisplay(item.Path)}' do not cover it.");
        return extents;
    }

    /// <summary>
    /// Walks the chunks that make up the table. <paramref name="enter"/> is asked before each is read and may decline one it has seen (then nothing below it is visited);
    /// <paramref name="block"/> gets the items of every block entered. Extent lists are visited through <paramref name="enter"/> and their extents through <paramref name="list"/>.
    /// </summary>
    public void Visit(Func<ChunkId, ChunkKind, bool> enter, Action<IReadOnlyList<Item>> block, Action<IReadOnlyList<Extent>> list)
    {
        Visit(Root.Id, Root.Level, enter, block, list);
    }

    /// <summary>Walks the blocks of the table in its order. What <paramref name="enter"/> declines is not read.</summary>
    /// <param name="block">Takes a block and its items; false ends the walk.</param>
    /// <returns>False: the walk was ended.</returns>
    public bool VisitBlocks(Func<ChunkId, bool> enter, Func<ChunkId, IReadOnlyList<Item>, bool> block) => !enter(Root.Id) || VisitBlocks(Root.Id, Root.Level, enter, block);

    private bool VisitBlocks(ChunkId id, int level, Func<ChunkId, bool> enter, Func<ChunkId, IReadOnlyList<Item>, bool> block)
    {
        CheckLevel(level);
        if (level == 0) return block(id, ItemBlockCodec.Decode(chunks.Read(id)));
        foreach (var some in TableNode.Decode(chunks.Read(id), level).Select(child => child.Id).Where(enter).Chunk(Announced))
        {
            chunks.ReadAhead(some);
            foreach (var child in some)
                if (!VisitBlocks(child, level - 1, enter, block)) return false;
        }
        return true;
    }

    private void Visit(ChunkId id, int level, Func<ChunkId, ChunkKind, bool> enter, Action<IReadOnlyList<Item>> block, Action<IReadOnlyList<Extent>> list)
    {
        CheckLevel(level);
        if (!enter(id, level == 0 ? ChunkKind.ItemBlock : ChunkKind.ItemNode)) return;
        if (level > 0)
        {
            foreach (var child in TableNode.Decode(chunks.Read(id), level)) Visit(child.Id, level - 1, enter, block, list);
            return;
        }
        var items = ItemBlockCodec.Decode(chunks.Read(id));
        foreach (var extentList in items.SelectMany(item => item.ExtentLists ?? []))
            if (enter(extentList, ChunkKind.ExtentList)) list(ExtentCodec.DecodeList(chunks.Read(extentList)));
        block(items);
    }

    /// <param name="within">Of a key at or after the first: false where what is asked for ends before it. No block beyond it is read.</param>
    private IEnumerable<Item> Read(byte[] parent, byte[] name, Func<byte[], byte[], bool> within) => Read(Root.Id, Root.Level, parent, name, within);

    private IEnumerable<Item> Read(ChunkId id, int level, byte[] parent, byte[] name, Func<byte[], byte[], bool> within)
    {
        CheckLevel(level);
        if (level == 0)
        {
            foreach (var item in ItemBlockCodec.Decode(chunks.Read(id)))
                if (ItemPath.CompareKeys(item.Parent, item.Name, parent, name) >= 0) yield return item;
            yield break;
        }
        var children = TableNode.Decode(chunks.Read(id), level);
        // The last child that starts at or before the key may still hold it; all after it do.
        var start = Math.Max(Array.FindLastIndex(children, child => ItemPath.CompareKeys(child.Parent, child.Name, parent, name) <= 0), 0);
        var end = Array.FindIndex(children, start + 1, child => !within(child.Parent, child.Name));
        foreach (var some in children[start..(end < 0 ? children.Length : end)].Chunk(Announced))
        {
            chunks.ReadAhead(Array.ConvertAll(some, child => child.Id));
            foreach (var child in some)
                foreach (var item in Read(child.Id, level - 1, parent, name, within)) yield return item;
        }
    }

    private static void CheckLevel(int level)
    {
        if (level is < 0 or > ItemTableRoot.HighestLevel + 1) throw new MalformedDataException($"An item table of height {level} is not possible.");
    }
}
