namespace Holdfast.Format.Chunks;

/// <summary>A chunk that is missing or damaged. Never transient: reading again gives the same answer.</summary>
public sealed class ChunkUnavailableException(ChunkId id, string reason, Exception? inner = null)
    : Exception($"Chunk {id} cannot be read: {reason}", inner)
{
    public ChunkId Id { get; } = id;

    public string Reason { get; } = reason;
}
