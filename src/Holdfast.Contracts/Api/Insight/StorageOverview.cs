namespace Holdfast.Contracts.Api.Insight;

/// <summary>The pool, and what is saved in it. All in bytes.</summary>
/// <param name="LogicalBytes">What all recovery points on disk would bring back.</param>
/// <param name="StoredBytes">What they take on the disks of the pool.</param>
/// <param name="DedupSaved">What is not stored because it is there already: of <paramref name="LogicalBytes"/>, what neither is stored nor was saved by compression.</param>
/// <param name="CompressionSaved">What compression saves, reckoned with the ratio of the jobs in the history; 0 where there are none.</param>
/// <param name="FullInDaysLow">Days until the pool is full if it fills as fast as it may; null where it does not fill or too little is known.</param>
/// <param name="FullInDaysHigh">The same if it fills as slowly as it may; null: perhaps never.</param>
public sealed record StorageOverview(
    long Capacity, long Used, long Free, long LogicalBytes, long StoredBytes, long DedupSaved, long CompressionSaved, int? FullInDaysLow, int? FullInDaysHigh);
