namespace Holdfast.Server.Engine;

/// <summary>One disk of the pool. <paramref name="State"/>: ok, missing, readOnly, full.</summary>
public sealed record DiskState(string Id, string Path, string State, long Capacity, long Free, long Used, string? Advice);
