namespace Holdfast.Server.Engine;

/// <summary>What a collection did, in packs and bytes.</summary>
public sealed record CollectOutcome(long PacksTombstoned, long PacksCompacted, long PacksDeleted, long BytesFreed, long BytesWaiting);
