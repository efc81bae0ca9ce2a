using Holdfast.Format.Chunks;

namespace Holdfast.Agent.Disks;

/// <summary>Chunks of a cache that stay there until this is disposed.</summary>
internal sealed class HeldChunks(ChunkCache cache, IReadOnlyDictionary<ChunkId, CachedChunk> held, IReadOnlyList<CachedChunk> mine) : IDisposable
{
    /// <summary>Reads what nobody else reads, and waits for the others. In this order: nobody waits for somebody who waits.</summary>
    /// <exception cref="ChunkUnavailableException">One of them could not be read.</exception>
    public void Load()
    {
        cache.Load(mine);
        foreach (var chunk in held.Values) cache.Await(chunk);
    }

    /// <summary>The plaintext of a chunk, after <see cref="Load"/> and until this is disposed.</summary>
    public ReadOnlyMemory<byte> Of(in ChunkId id) => held[id].Buffer.AsMemory(0, held[id].Length);

    public void Dispose() => cache.Release(held.Values, mine);
}
