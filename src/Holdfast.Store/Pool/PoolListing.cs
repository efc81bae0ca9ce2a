using Holdfast.Store.Blobs;

namespace Holdfast.Store.Pool;

/// <summary>What can be seen of the pool.</summary>
/// <param name="IsComplete">False where a disk is missing: that a pack is not here says nothing then.</param>
public sealed record PoolListing(IReadOnlyList<BlobInfo> Blobs, bool IsComplete);
