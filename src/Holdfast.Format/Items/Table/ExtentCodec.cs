using Holdfast.Format.Chunks;

namespace Holdfast.Format.Items.Table;

/// <summary>Extents in a block or in a list of their own. docs/format.md §7.4.</summary>
internal static class ExtentCodec
{
    private const byte ListVersion = 1;

    /// <summary>A hole: 0 and a length.</summary>
    private const int SmallestExtent = 2;

    public static void Write(TableBuffer buffer, ChunkDictionary dictionary, IReadOnlyList<Extent> extents, int from, int count)
    {
        buffer.Number((ulong)count);
        for (var i = from; i < from + count; i++)
        {
            var extent = extents[i];
            if (extent.IsHole)
            {
                buffer.Number(0);
            }
            else
            {
                buffer.Number((ulong)dictionary.Place(extent.Chunk) + 1);
                buffer.Number(extent.Offset);
            }
            buffer.Number((ulong)extent.Length);
        }
    }

    public static Extent[] Read(ref TableCursor cursor, ChunkId[] ids, int most)
    {
        var extents = new Extent[cursor.Count(most, SmallestExtent)];
        for (var i = 0; i < extents.Length; i++)
        {
            var place = cursor.Number();
            if (place == 0)
            {
                extents[i] = Extent.Hole(cursor.Size());
                continue;
            }
            if (place > (ulong)ids.Length) throw new MalformedDataException("An extent names a chunk that its block does not list.");
            var offset = cursor.Small();
            var length = cursor.Small();
            if ((ulong)offset + length > Packs.PackLayout.LargestChunk) throw new MalformedDataException("An extent reaches past the largest chunk.");
            extents[i] = Extent.Data(ids[place - 1], offset, length);
        }
        return extents;
    }

    /// <summary>Whether extents cover a file of that size exactly. No sum is formed that damage could make overflow.</summary>
    public static bool Covers(IReadOnlyList<Extent> extents, long size)
    {
        foreach (var extent in extents)
        {
            if (extent.Length > size) return false;
            size -= extent.Length;
        }
        return size == 0;
    }

    /// <summary>Bytes of a list chunk.</summary>
    public static void EncodeList(TableBuffer buffer, IReadOnlyList<Extent> extents, int from, int count)
    {
        var dictionary = new ChunkDictionary();
        var body = new TableBuffer();
        Write(body, dictionary, extents, from, count);
        buffer.Clear();
        buffer.Byte(ListVersion);
        dictionary.WriteTo(buffer);
        buffer.Raw(body.Written);
    }

    public static Extent[] DecodeList(ReadOnlySpan<byte> bytes)
    {
        var cursor = new TableCursor(bytes);
        if (cursor.Byte() != ListVersion) throw new MalformedDataException("An extent list is of a newer version.");
        var ids = ChunkDictionary.Read(ref cursor);
        var extents = Read(ref cursor, ids, TableLimits.ExtentsInList);
        return cursor.AtEnd ? extents : throw new MalformedDataException("An extent list has bytes after its end.");
    }
}
