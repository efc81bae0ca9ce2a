using Holdfast.Format.Chunks;
using Holdfast.Format.Compression;

namespace Holdfast.Testing.Chunks;

/// <summary>
/// Chunks in memory, to write to and to read from. Counts what was stored and what was read; chunks can be lost or replaced. Thread-safe.
/// </summary>
public sealed class MemoryChunks : IChunkStore, IChunkSource
{
    private readonly Dictionary<ChunkId, (ChunkKind Kind, byte[] Plain)> chunks = [];
    private readonly List<ChunkId> read = [];
    private readonly Lock gate = new();

    /// <summary>Ids in the order in which they were stored first.</summary>
    public List<ChunkId> Stored { get; } = [];

    /// <summary>Ids read since <see cref="ForgetReads"/>, with repetitions.</summary>
    public IReadOnlyList<ChunkId> Reads
    {
        get
        {
            lock (gate) return [.. read];
        }
    }

    public void ForgetReads()
    {
        lock (gate) read.Clear();
    }

    public bool Holds(in ChunkId id)
    {
        lock (gate) return chunks.ContainsKey(id);
    }

    public ChunkKind KindOf(in ChunkId id)
    {
        lock (gate) return chunks[id].Kind;
    }

    public bool Lose(in ChunkId id)
    {
        lock (gate) return chunks.Remove(id);
    }

    /// <summary>Puts other bytes under an id, as no honest store would.</summary>
    public void Replace(in ChunkId id, byte[] plain)
    {
        lock (gate) chunks[id] = (chunks.TryGetValue(id, out var old) ? old.Kind : ChunkKind.Content, plain);
    }

    public void Pin(ReadOnlySpan<ChunkId> ids, Span<bool> known)
    {
        lock (gate)
        {
            for (var i = 0; i < ids.Length; i++) known[i] = chunks.ContainsKey(ids[i]);
        }
    }

    public void Store(in ChunkId id, ChunkKind kind, ChunkCodec codec, int plainLength, ReadOnlySpan<byte> payload)
    {
        var plain = new byte[plainLength];
        using (var codecs = new ChunkCodecs()) codecs.Decode(codec, payload, plain);
        lock (gate)
        {
            if (chunks.TryAdd(id, (kind, plain))) Stored.Add(id);
        }
    }

    public byte[] Read(in ChunkId id)
    {
        lock (gate)
        {
            read.Add(id);
            return chunks.TryGetValue(id, out var chunk) ? chunk.Plain : throw new ChunkUnavailableException(id, "it is not in memory");
        }
    }

    public void ReadMany(IReadOnlyCollection<ChunkId> ids, IChunkReceiver receiver, CancellationToken cancellation)
    {
        foreach (var id in ids)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                receiver.Received(id, Read(id));
            }
            catch (ChunkUnavailableException reason)
            {
                receiver.Unavailable(reason);
            }
        }
    }
}
