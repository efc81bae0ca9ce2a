using Holdfast.Format.Chunks;

namespace Holdfast.Store.Reading;

/// <summary>Recently read chunks of item tables: browsing asks for the same few again and again. Bounded by bytes; content is never kept.</summary>
internal sealed class TableChunkCache(long capacity)
{
    private readonly Dictionary<ChunkId, LinkedListNode<(ChunkId Id, byte[] Bytes)>> places = [];
    private readonly LinkedList<(ChunkId Id, byte[] Bytes)> recent = new();
    private readonly Lock gate = new();
    private long size;

    public bool TryGet(in ChunkId id, out byte[] bytes)
    {
        lock (gate)
        {
            bytes = [];
            if (!places.TryGetValue(id, out var node)) return false;
            recent.Remove(node);
            recent.AddFirst(node);
            bytes = node.Value.Bytes;
            return true;
        }
    }

    public bool Holds(in ChunkId id)
    {
        lock (gate) return places.ContainsKey(id);
    }

    public void Add(in ChunkId id, byte[] bytes)
    {
        lock (gate)
        {
            if (bytes.Length > capacity / 4 || places.ContainsKey(id)) return;
            places.Add(id, recent.AddFirst((id, bytes)));
            size += bytes.Length;
            while (size > capacity && recent.Last is { } oldest)
            {
                recent.RemoveLast();
                places.Remove(oldest.Value.Id);
                size -= oldest.Value.Bytes.Length;
            }
        }
    }
}
