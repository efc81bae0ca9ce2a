namespace Holdfast.Protection.Groups.Policy;

/// <summary>Which days and times a schedule may have.</summary>
internal static class DayListRule
{
    /// <summary>An empty schedule is one that never fires; one with times but no days, or the other way round, is a mistake.</summary>
    internal static void Schedule(string field, WeeklyTimes schedule, int mostADay, ViolationList found)
    {
        if (schedule.Times.Count == 0 && schedule.Days.Count == 0) return;
        if (schedule.Times.Count == 0) found.Add(field + ".times", "The schedule has days but no time.");
        if (schedule.Times.Count > mostADay) found.Add(field + ".times", $"There are {schedule.Times.Count} times a day; {mostADay} are allowed.");
        if (schedule.Times.Distinct().Count() != schedule.Times.Count) found.Add(field + ".times", "A time is named twice.");
        foreach (var time in schedule.Times) WholeMinute(field + ".times", time, found);
        Weekdays(field + ".days", schedule.Days, found);
    }

    internal static void Weekdays(string field, IReadOnlyList<DayOfWeek> days, ViolationList found)
    {
        if (days.Count == 0) found.Add(field, "No day of the week is named.");
        if (days.Any(day => !Enum.IsDefined(day))) found.Add(field, "There is no such day of the week.");
        if (days.Distinct().Count() != days.Count) found.Add(field, "A day is named twice.");
    }

    internal static void WholeMinute(string field, TimeOnly time, ViolationList found)
    {
        if (time.Ticks % TimeSpan.TicksPerMinute != 0) found.Add(field, $"{time:HH:mm:ss} is not a whole minute.");
    }

    internal static void Month(string field, DayOfMonthChoice choice, ViolationList found)
    {
        var byNumber = choice.Numbers.Count > 0;
        var byWeek = choice.Weeks.Count > 0 || choice.Weekdays.Count > 0;
        if (byNumber == byWeek)
        {
            found.Add(field, byNumber ? "Days are chosen by number or by weekday, not both." : "No day of the month is chosen.");
            return;
        }
        if (choice.Numbers.Any(number => number is < 0 or > 31)) found.Add(field + ".numbers", "Days of a month are 1 to 31, and 0 for the last.");
        if (choice.Numbers.Distinct().Count() != choice.Numbers.Count) found.Add(field + ".numbers", "A day is named twice.");
        if (byNumber) return;
        if (choice.Weeks.Count == 0) found.Add(field + ".weeks", "No week of the month is named.");
        if (choice.Weeks.Any(week => !Enum.IsDefined(week))) found.Add(field + ".weeks", "Weeks are the first to the fourth, and the last.");
        if (choice.Weeks.Distinct().Count() != choice.Weeks.Count) found.Add(field + ".weeks", "A week is named twice.");
        Weekdays(field + ".weekdays", choice.Weekdays, found);
    }
}
