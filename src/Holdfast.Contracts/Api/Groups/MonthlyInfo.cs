namespace Holdfast.Contracts.Api.Groups;

/// <summary>The last point of certain days of each month is kept for a number of months.</summary>
public sealed record MonthlyInfo(int Months, MonthDaysInfo Days);
