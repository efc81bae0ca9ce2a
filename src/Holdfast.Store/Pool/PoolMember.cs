namespace Holdfast.Store.Pool;

/// <summary>A disk of the pool and where it was last seen.</summary>
internal sealed record PoolMember(string Id, string Path);
