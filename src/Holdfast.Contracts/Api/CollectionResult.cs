namespace Holdfast.Contracts.Api;

/// <summary>What a collection did. <paramref name="BytesWaiting"/>: bytes that nothing reaches but that stay until the soft-delete window is over.</summary>
public sealed record CollectionResult(long PacksTombstoned, long PacksCompacted, long PacksDeleted, long BytesFreed, long BytesWaiting);
