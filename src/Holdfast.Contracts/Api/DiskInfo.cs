namespace Holdfast.Contracts.Api;

/// <summary>One disk of the pool, in bytes. <paramref name="State"/>: ok, missing, readOnly, full.</summary>
public sealed record DiskInfo(string Id, string Path, string State, long Capacity, long Free, long Used, string? Advice);
