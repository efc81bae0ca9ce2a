using System.Collections.Concurrent;
using Holdfast.Format.Chunks;
using Holdfast.Format.Packs;

namespace Holdfast.MicroBenchmarks;

/// <summary>Counts what a pool would hold of the chunks that it is given: each once, with its record's frame and its entry in the pack's footer. Thread-safe.</summary>
internal sealed class CountedChunks : IChunkStore, IChunkSource
{
    private readonly ConcurrentDictionary<ChunkId, byte> known = new();
    private long bytes, chunks, lists;

    public long Bytes => Interlocked.Read(ref bytes);

    public long Chunks => Interlocked.Read(ref chunks);

    /// <summary>Bytes of lists of extents among them.</summary>
    public long Lists => Interlocked.Read(ref lists);

    public void Pin(ReadOnlySpan<ChunkId> ids, Span<bool> held)
    {
        for (var i = 0; i < ids.Length; i++) held[i] = known.ContainsKey(ids[i]);
    }

    public void Store(in ChunkId id, ChunkKind kind, ChunkCodec codec, int plainLength, ReadOnlySpan<byte> payload)
    {
        if (!known.TryAdd(id, 0)) return;
        var size = PackLayout.RecordSize(payload.Length) + PackLayout.FooterEntrySize;
        Interlocked.Add(ref bytes, size);
        if (kind == ChunkKind.Content) Interlocked.Increment(ref chunks);
        else Interlocked.Add(ref lists, size);
    }

    public byte[] Read(in ChunkId id) => throw new ChunkUnavailableException(id, "it was counted only");

    public void ReadMany(IReadOnlyCollection<ChunkId> ids, IChunkReceiver receiver, CancellationToken cancellation) => throw new NotSupportedException("Nothing is kept.");
}
