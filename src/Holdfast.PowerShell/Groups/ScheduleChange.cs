using Holdfast.Contracts.Api.Groups;
using Holdfast.PowerShell.Arguments;

namespace Holdfast.PowerShell.Groups;

/// <summary>What a script wants of a schedule; null: as it is.</summary>
/// <param name="Times">Such as "18:00".</param>
/// <param name="DaysOfMonth">1…31; 0 is the last day.</param>
internal sealed record ScheduleChange(
    IReadOnlyList<string>? Times, WeekDay[]? DaysOfWeek, RelativeInterval[]? Weeks, IReadOnlyList<int>? DaysOfMonth, Month[]? Months)
{
    internal bool IsOfMonths => Weeks is not null || DaysOfMonth is not null || Months is not null;

    /// <summary>Days of a month: by number where numbers are given, else by weekdays in weeks; what is not given is as before.</summary>
    internal MonthDaysInfo MonthDays(MonthDaysInfo before)
    {
        if (DaysOfMonth is not null) return new MonthDaysInfo(Numbers: DaysOfMonth);
        if (Weeks is null && DaysOfWeek is null) return before;
        return new MonthDaysInfo(
            Weeks: Weeks is null ? before.Weeks ?? UsualSchedules.MonthDays.Weeks : [.. Weeks.Distinct().Select(week => week.ToString())],
            Weekdays: DaysOfWeek is null ? before.Weekdays ?? UsualSchedules.MonthDays.Weekdays : PolicyWords.Names(DaysOfWeek));
    }
}
