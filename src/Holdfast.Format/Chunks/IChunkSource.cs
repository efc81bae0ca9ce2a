namespace Holdfast.Format.Chunks;

/// <summary>Reads chunks back, opened, decoded and checked against their ids. Thread-safe.</summary>
public interface IChunkSource
{
    /// <summary>The plaintext of a chunk. The array belongs to the caller and must not be changed: it may be cached.</summary>
    /// <exception cref="ChunkUnavailableException">The chunk is not here, or what is here is damaged.</exception>
    byte[] Read(in ChunkId id);

    /// <summary>Reads many chunks, each once, in the order in which they lie, several at a time.</summary>
    void ReadMany(IReadOnlyCollection<ChunkId> ids, IChunkReceiver receiver, CancellationToken cancellation);
}
