namespace Holdfast.Server.Catalog;

/// <summary>The pool on a day in UTC, in bytes.</summary>
internal sealed record PoolDayRow(DateOnly Day, long Used, long Capacity, long LogicalBytes);
