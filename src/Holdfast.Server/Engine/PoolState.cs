namespace Holdfast.Server.Engine;

/// <summary>The storage pool at a glance, in bytes.</summary>
public sealed record PoolState(string Id, long Capacity, long Free, long Used, long Packs, long Chunks, bool HasAllDisks);
