namespace Holdfast.Contracts.Api.Groups;

/// <summary>Days of a month: by number, or by weekday in certain weeks. One of the two ways is used.</summary>
/// <param name="Numbers">1…31; 0 is the last day.</param>
/// <param name="Weeks">"First" to "Fourth", and "Last".</param>
public sealed record MonthDaysInfo(IReadOnlyList<int>? Numbers = null, IReadOnlyList<string>? Weeks = null, IReadOnlyList<string>? Weekdays = null);
