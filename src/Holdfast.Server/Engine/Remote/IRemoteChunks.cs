using Holdfast.Format.Chunks;

namespace Holdfast.Server.Engine.Remote;

/// <summary>Chunks that an agent may read in the course of a job: what the job's point reaches and nothing else. Thread-safe.</summary>
public interface IRemoteChunks
{
    /// <summary>The ids in the order in which their chunks are best read.</summary>
    IReadOnlyList<ChunkId> InOrder(IReadOnlyCollection<ChunkId> ids);

    /// <summary>A chunk as it is stored, or null where it is not readable, is not here, or is none of the job's business: the caller cannot tell which.</summary>
    EncodedChunk? Read(in ChunkId id);
}
