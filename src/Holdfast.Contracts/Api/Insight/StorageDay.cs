namespace Holdfast.Contracts.Api.Insight;

/// <summary>The pool on one day (in UTC), in bytes.</summary>
/// <param name="Used">The most that was in use on the disks.</param>
/// <param name="Capacity">Null for days of a version that did not write it down. The same for the next.</param>
/// <param name="Logical">What all recovery points on disk would have brought back.</param>
public sealed record StorageDay(DateOnly Day, long Used, long? Capacity, long? Logical);
