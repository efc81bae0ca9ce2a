namespace Holdfast.Protection.Groups.Policy;

/// <summary>The last point of each of these days of the week is kept for a number of weeks.</summary>
/// <param name="Weeks">1 to 5,160.</param>
public sealed record WeeklyRetention(int Weeks, EquatableList<DayOfWeek> Days);
