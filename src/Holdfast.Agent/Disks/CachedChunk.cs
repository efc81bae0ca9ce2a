using Holdfast.Format.Chunks;

namespace Holdfast.Agent.Disks;

/// <summary>A chunk's place in a <see cref="ChunkCache"/>, whose lock guards all of it.</summary>
internal sealed class CachedChunk(ChunkId id)
{
    public ChunkId Id => id;

    public CachedChunkState State { get; set; }

    /// <summary>Rented; the chunk is its first <see cref="Length"/> bytes.</summary>
    public byte[] Buffer { get; set; } = [];

    public int Length { get; set; }

    /// <summary>Who uses it now: it stays until they are done.</summary>
    public int Users { get; set; }

    public Exception? Failure { get; set; }

    /// <summary>Where it stands among those that nobody uses.</summary>
    public LinkedListNode<CachedChunk>? Idle { get; set; }
}
