using System.Runtime.InteropServices;
using Holdfast.Format.Chunks;

namespace Holdfast.Format.Items.Table;

/// <summary>The chunk ids of one block, each written once: four hundred files of one bundle name it four hundred times.</summary>
internal sealed class ChunkDictionary
{
    private readonly Dictionary<ChunkId, int> places = [];
    private readonly List<ChunkId> ids = [];

    public int Count => ids.Count;

    public int Place(in ChunkId id)
    {
        if (ids.Count > 0 && ids[^1] == id) return ids.Count - 1;
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, id, out var exists);
        if (exists) return place;
        place = ids.Count;
        ids.Add(id);
        return place;
    }

    public void WriteTo(TableBuffer buffer)
    {
        buffer.Number((ulong)ids.Count);
        foreach (var id in ids) buffer.Id(id);
    }

    public void Clear()
    {
        places.Clear();
        ids.Clear();
    }

    public static ChunkId[] Read(ref TableCursor cursor)
    {
        var ids = new ChunkId[cursor.Count(TableLimits.MostIdsInBlock, ChunkId.Size)];
        for (var i = 0; i < ids.Length; i++) ids[i] = cursor.Id();
        return ids;
    }
}
