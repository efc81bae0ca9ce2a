namespace Holdfast.Contracts.Api.Insight;

/// <summary>How one disk of the pool filled.</summary>
/// <param name="Disk">Its id.</param>
/// <param name="Samples">One a day for which something is known, the oldest first.</param>
/// <param name="FullInDaysLow">Days until it is full if it fills as fast as it may; null where it does not fill or too little is known.</param>
/// <param name="FullInDaysHigh">The same if it fills as slowly as it may; null: perhaps never.</param>
public sealed record DiskTrend(string Disk, IReadOnlyList<DiskDay> Samples, int? FullInDaysLow, int? FullInDaysHigh);
