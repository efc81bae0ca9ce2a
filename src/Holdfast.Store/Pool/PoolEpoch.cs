namespace Holdfast.Store.Pool;

/// <summary>A stretch of time in which the same disks got every mirrored change. The random id tells apart two that were counted alike.</summary>
internal sealed record PoolEpoch(long Number, string Id);
