namespace Holdfast.Contracts.Api.Insight;

/// <summary>A band within which the use of the pool will probably move, in bytes.</summary>
/// <param name="From">The day of the first values, in UTC; one a day from there.</param>
/// <param name="Low">If it fills as slowly as it may.</param>
/// <param name="High">If it fills as fast as it may.</param>
/// <param name="FullInDaysLow">Days until the capacity is reached by <paramref name="High"/>; null: not within ten years. The same for the next, by <paramref name="Low"/>.</param>
public sealed record StorageForecast(DateOnly From, IReadOnlyList<long> Low, IReadOnlyList<long> High, int? FullInDaysLow, int? FullInDaysHigh);
