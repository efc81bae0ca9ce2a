namespace Holdfast.Format.Chunks;

/// <summary>
/// Where a backup puts its chunks: the seam between the side that reads, cuts, names and compresses (the agent)
/// and the side that seals and keeps (the store). Thread-safe.
/// </summary>
public interface IChunkStore
{
    /// <summary>
    /// Answers for each id whether the chunk is already held, and if so pins it: it stays readable for as long as
    /// this session is open, whatever the collector does.
    /// </summary>
    void Pin(ReadOnlySpan<ChunkId> ids, Span<bool> known);

    /// <summary>
    /// Takes a chunk that was not known. <paramref name="payload"/> is the plaintext encoded by <paramref name="codec"/>;
    /// the callee does not keep the span. Storing an id a second time is allowed and stores nothing.
    /// </summary>
    void Store(in ChunkId id, ChunkKind kind, ChunkCodec codec, int plainLength, ReadOnlySpan<byte> payload);
}
