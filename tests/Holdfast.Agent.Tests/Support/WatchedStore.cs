using Holdfast.Format.Chunks;
using Holdfast.Testing.Chunks;

namespace Holdfast.Agent.Tests.Support;

/// <summary>A store in memory that calls a test before every chunk that it takes.</summary>
internal sealed class WatchedStore(MemoryChunks inner, Action<int> beforeStore) : IChunkStore
{
    private int calls;

    public void Pin(ReadOnlySpan<ChunkId> ids, Span<bool> known) => inner.Pin(ids, known);

    public void Store(in ChunkId id, ChunkKind kind, ChunkCodec codec, int plainLength, ReadOnlySpan<byte> payload)
    {
        beforeStore(Interlocked.Increment(ref calls));
        inner.Store(id, kind, codec, plainLength, payload);
    }
}
