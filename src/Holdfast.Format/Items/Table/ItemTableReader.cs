using Holdfast.Format.Chunks;

namespace Holdfast.Format.Items.Table;

/// <summary>Reads an item table: all of it in order, from a key on, one directory, one item. Memory: one block and one node a level.</summary>
public sealed class ItemTableReader(IChunkSource chunks, ItemTableRoot root)
{
    public ItemTableRoot Root { get; } = root;

    /// <summary>All items in table order.</summary>
    /// <exception cref="ChunkUnavailableException">A part of the table is missing.</exception>
    /// <exception cref="MalformedDataException">A part of the table is damaged.</exception>
    public IEnumerable<Item> ReadAll() => ReadFrom([], []);

    /// <summary>Items whose key is at or after (parent, name).</summary>
    public IEnumerable<Item> ReadFrom(byte[] parent, byte[] name) => Read(Root.Id, Root.Level, parent, name);

    /// <summary>Items directly in a directory, by name; not the directory itself.</summary>
    public IEnumerable<Item> List(byte[] directory) =>
        ReadFrom(directory, []).TakeWhile(item => item.Parent.AsSpan().SequenceEqual(directory)).Where(item => !item.IsRoot);

    /// <summary>The item at a path, or null.</summary>
    public Item? Find(byte[] path)
    {
        var (parent, name) = ItemPath.Split(path);
        var item = ReadFrom(parent, name).FirstOrDefault();
        return item is not null && item.Parent.AsSpan().SequenceEqual(parent) && item.Name.AsSpan().SequenceEqual(name) ? item : null;
    }

    /// <summary>The item at a path and everything below it, in table order; empty where there is no such item.</summary>
    public IEnumerable<Item> Subtree(byte[] path)
    {
        if (Find(path) is not { } top) yield break;
        yield return top;
        if (top.Kind != ItemKind.Directory) yield break;
        foreach (var item in ReadFrom(path, []).TakeWhile(item => ItemPath.IsWithin(item.Parent, path)))
            if (!item.IsRoot) yield return item;
    }

    /// <summary>The extents of a file, wherever they stand.</summary>
    public IReadOnlyList<Extent> ExtentsOf(Item item)
    {
        if (item.ExtentLists is null) return item.Extents ?? [];
        var extents = new List<Extent>();
        foreach (var list in item.ExtentLists) extents.AddRange(ExtentCodec.DecodeList(chunks.Read(list)));
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

    private IEnumerable<Item> Read(ChunkId id, int level, byte[] parent, byte[] name)
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
        var start = Array.FindLastIndex(children, child => ItemPath.CompareKeys(child.Parent, child.Name, parent, name) <= 0);
        for (var i = Math.Max(start, 0); i < children.Length; i++)
            foreach (var item in Read(children[i].Id, level - 1, parent, name)) yield return item;
    }

    private static void CheckLevel(int level)
    {
        if (level is < 0 or > ItemTableRoot.HighestLevel + 1) throw new MalformedDataException($"An item table of height {level} is not possible.");
    }
}
