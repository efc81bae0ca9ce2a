namespace Holdfast.Protection.Groups.Policy;

/// <summary>The last point of certain days of certain months is kept for a number of years.</summary>
/// <param name="Years">1 to 99.</param>
/// <param name="Months">1 to 12 each.</param>
public sealed record YearlyRetention(int Years, EquatableList<int> Months, DayOfMonthChoice Days);
