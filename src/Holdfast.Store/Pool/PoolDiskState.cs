namespace Holdfast.Store.Pool;

/// <summary>One disk of the pool at a moment.</summary>
/// <param name="Path">Where it is, or where it was last.</param>
/// <param name="Capacity">Bytes of its file system; 0 while it is missing.</param>
/// <param name="Free">Bytes that may still be written, without the reserve.</param>
/// <param name="Used">Bytes of the packs on it.</param>
/// <param name="IsCurrent">It holds every mirrored blob; false where it missed some and waits for a rescan.</param>
/// <param name="Advice">What a person should know or do; null where there is nothing.</param>
public sealed record PoolDiskState(
    string Id, string Path, PoolDiskCondition Condition, long Capacity, long Free, long Used, bool IsCurrent, string? Advice);
