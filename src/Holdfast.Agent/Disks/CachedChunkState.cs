namespace Holdfast.Agent.Disks;

/// <summary>How far a chunk of a <see cref="ChunkCache"/> is.</summary>
internal enum CachedChunkState
{
    /// <summary>It is to be read ahead, and nobody has begun.</summary>
    Queued,

    /// <summary>Somebody reads it.</summary>
    Loading,

    Ready,

    /// <summary>It could not be read; who waits for it is told, and who asks for it later reads it again.</summary>
    Failed,
}
