namespace Holdfast.Contracts.Api;

/// <summary>The storage pool, in bytes.</summary>
public sealed record PoolInfo(string Id, long Capacity, long Free, long Used, long Packs, long Chunks, int Disks, bool HasAllDisks);
