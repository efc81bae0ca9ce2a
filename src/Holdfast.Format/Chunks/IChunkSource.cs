namespace Holdfast.Format.Chunks;

/// <summary>Reads chunks back, opened, decoded and checked against their ids. Thread-safe.</summary>
public interface IChunkSource
{
    /// <summary>The plaintext of a chunk. The array belongs to the caller and must not be changed: it may be cached.</summary>
    /// <exception cref="ChunkUnavailableException">The chunk is not here, or what is here is damaged.</exception>
    byte[] Read(in ChunkId id);

    /// <summary>As <see cref="Read(in ChunkId)"/>, into a buffer that the caller uses again; it is exchanged for a larger one where needed. Returns the length.</summary>
    /// <exception cref="ChunkUnavailableException">The chunk is not here, or what is here is damaged.</exception>
    int Read(in ChunkId id, ref byte[] buffer)
    {
        buffer = Read(id);
        return buffer.Length;
    }

    /// <summary>Says which chunks of an item table will be read next, so that a source for which each read is dear may fetch them together. Promises nothing.</summary>
    void ReadAhead(IReadOnlyCollection<ChunkId> ids)
    {
    }

    /// <summary>Reads many chunks, each once, in the order in which they lie, several at a time.</summary>
    void ReadMany(IReadOnlyCollection<ChunkId> ids, IChunkReceiver receiver, CancellationToken cancellation);
}
