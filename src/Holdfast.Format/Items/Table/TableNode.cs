using Holdfast.Format.Chunks;

namespace Holdfast.Format.Items.Table;

/// <summary>A child of an inner node: the key of its first item, its id, and what lies below it.</summary>
internal readonly record struct TableChild(byte[] Parent, byte[] Name, ChunkId Id, long Items, long Bytes);

/// <summary>Bytes of an inner node. docs/format.md §7.5.</summary>
internal static class TableNode
{
    private const byte Version = 1;

    /// <summary>Two lengths, an id, two numbers.</summary>
    private const int SmallestChild = 4 + ChunkId.Size;

    public static void Encode(TableBuffer buffer, int level, IReadOnlyList<TableChild> children)
    {
        buffer.Clear();
        buffer.Byte(Version);
        buffer.Byte((byte)level);
        buffer.Number((ulong)children.Count);
        foreach (var child in children)
        {
            buffer.Bytes(child.Parent);
            buffer.Bytes(child.Name);
            buffer.Id(child.Id);
            buffer.Number((ulong)child.Items);
            buffer.Number((ulong)child.Bytes);
        }
    }

    public static TableChild[] Decode(ReadOnlySpan<byte> bytes, int expectedLevel)
    {
        var cursor = new TableCursor(bytes);
        if (cursor.Byte() != Version) throw new MalformedDataException("An item table node is of a newer version.");
        if (cursor.Byte() != expectedLevel) throw new MalformedDataException("An item table node stands at the wrong height.");
        var children = new TableChild[cursor.Count(TableLimits.MostChildren, SmallestChild)];
        if (children.Length == 0) throw new MalformedDataException("An item table node is empty.");
        for (var i = 0; i < children.Length; i++)
        {
            children[i] = new TableChild(
                cursor.Bytes(TableLimits.LongestPath).ToArray(), cursor.Bytes(TableLimits.LongestName).ToArray(), cursor.Id(), cursor.Size(), cursor.Size());
            if (i > 0 && ItemPath.CompareKeys(children[i - 1].Parent, children[i - 1].Name, children[i].Parent, children[i].Name) >= 0)
                throw new MalformedDataException("The children of an item table node are out of order.");
        }
        return cursor.AtEnd ? children : throw new MalformedDataException("An item table node has bytes after its end.");
    }
}
