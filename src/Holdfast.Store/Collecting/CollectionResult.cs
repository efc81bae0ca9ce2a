namespace Holdfast.Store.Collecting;

/// <summary>What a collection did. <paramref name="BytesWaiting"/> lie in packs that wait for the end of the soft-delete window.</summary>
public sealed record CollectionResult(long PacksTombstoned, long PacksCompacted, long PacksDeleted, long BytesFreed, long BytesWaiting, long ChunksMissing);
