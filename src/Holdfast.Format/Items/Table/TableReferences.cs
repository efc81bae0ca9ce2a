using Holdfast.Format.Chunks;

namespace Holdfast.Format.Items.Table;

/// <summary>Finds what the chunks of an item table name: for who must know it before the table counts.</summary>
public static class TableReferences
{
    /// <summary>Checks a table chunk as a reader would and reports what it names; neighbors that are the same may be reported once.</summary>
    /// <returns>The height of a node, 0 for a block of items; -1 for an extent list.</returns>
    /// <exception cref="MalformedDataException">It is none of these.</exception>
    public static int Read(ChunkKind kind, ReadOnlySpan<byte> plain, ITableReferences found)
    {
        switch (kind)
        {
            case ChunkKind.ItemBlock:
                Report(ItemBlockCodec.Decode(plain), found);
                return 0;
            case ChunkKind.ItemNode:
                var level = plain.Length > 1 ? plain[1] : 0;
                if (level is < 1 or > ItemTableRoot.HighestLevel) throw new MalformedDataException($"An item table node of height {level} is not possible.");
                foreach (var child in TableNode.Decode(plain, level)) found.Table(child.Id, level - 1);
                return level;
            case ChunkKind.ExtentList:
                Report(ExtentCodec.DecodeList(plain), found);
                return -1;
            default:
                throw new MalformedDataException($"A chunk of kind {kind} is no part of an item table.");
        }
    }

    /// <summary>Reports all that a table reaches, its own chunks among it. Memory: one node a level and one block.</summary>
    /// <exception cref="ChunkUnavailableException">A part of the table is missing.</exception>
    /// <exception cref="MalformedDataException">A part of the table is damaged.</exception>
    public static void ReadAll(IChunkSource chunks, ItemTableRoot root, ITableReferences found)
    {
        found.Table(root.Id, root.Level);
        new Walk(chunks, found).Below(root.Id, root.Level);
    }

    private static void Report(Item[] items, ITableReferences found)
    {
        foreach (var item in items)
        {
            if (item.Extents is { } extents) Report(extents, found);
            foreach (var list in item.ExtentLists ?? []) found.ExtentList(list);
        }
    }

    private static void Report(IReadOnlyList<Extent> extents, ITableReferences found)
    {
        ChunkId last = default;
        foreach (var extent in extents)
        {
            if (extent.IsHole || extent.Chunk == last) continue;
            last = extent.Chunk;
            found.Content(last);
        }
    }

    private sealed class Walk(IChunkSource chunks, ITableReferences found) : ITableReferences
    {
        public void Below(in ChunkId id, int level)
        {
            if (level is < 0 or > ItemTableRoot.HighestLevel) throw new MalformedDataException($"An item table of height {level} is not possible.");
            if (Read(level == 0 ? ChunkKind.ItemBlock : ChunkKind.ItemNode, chunks.Read(id), this) != level)
                throw new MalformedDataException("An item table node stands at the wrong height.");
        }

        public void Table(in ChunkId id, int level)
        {
            found.Table(id, level);
            Below(id, level);
        }

        public void ExtentList(in ChunkId id)
        {
            found.ExtentList(id);
            _ = Read(ChunkKind.ExtentList, chunks.Read(id), this);
        }

        public void Content(in ChunkId id) => found.Content(id);
    }
}
