namespace Holdfast.Contracts.Api.Groups;

/// <summary>The last point of each of these days of the week is kept for a number of weeks.</summary>
public sealed record WeeklyInfo(int Weeks, IReadOnlyList<string> Days);
