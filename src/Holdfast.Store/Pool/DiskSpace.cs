namespace Holdfast.Store.Pool;

/// <summary>Bytes of a file system, and those that this process may still write.</summary>
public readonly record struct DiskSpace(long Capacity, long Free);
