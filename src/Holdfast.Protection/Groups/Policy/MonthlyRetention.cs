namespace Holdfast.Protection.Groups.Policy;

/// <summary>The last point of certain days of each month is kept for a number of months.</summary>
/// <param name="Months">1 to 1,188.</param>
public sealed record MonthlyRetention(int Months, DayOfMonthChoice Days);
