using System.Collections.Concurrent;
using Holdfast.Format.Chunks;

namespace Holdfast.Store.Tests.Repositories;

/// <summary>Keeps what an ordered read delivers, and sees that nothing comes twice.</summary>
internal sealed class ReceivedChunks : IChunkReceiver
{
    private readonly ConcurrentDictionary<ChunkId, byte[]> received = new();
    private readonly ConcurrentDictionary<ChunkId, ChunkUnavailableException> missing = new();

    public IReadOnlyCollection<ChunkId> Missing => [.. missing.Keys];

    public byte[] this[in ChunkId id] => received.TryGetValue(id, out var plain) ? plain : throw missing[id];

    public void Received(in ChunkId id, ReadOnlySpan<byte> plain) => Assert.True(received.TryAdd(id, plain.ToArray()), $"Chunk {id} came twice.");

    public void Unavailable(ChunkUnavailableException reason) => Assert.True(missing.TryAdd(reason.Id, reason), $"Chunk {reason.Id} was refused twice.");
}
