namespace Holdfast.Contracts.Api.Groups;

/// <summary>The last point of certain days of certain months is kept for a number of years.</summary>
/// <param name="Months">1…12 each.</param>
public sealed record YearlyInfo(int Years, IReadOnlyList<int> Months, MonthDaysInfo Days);
