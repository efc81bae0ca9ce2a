using Holdfast.Protection.Groups.Policy;
using NodaTime;
using NodaTime.Extensions;

namespace Holdfast.Protection.Retention;

/// <summary>Which days of a month a choice means.</summary>
internal static class MonthDays
{
    internal static bool Chooses(DayOfMonthChoice choice, LocalDate date)
    {
        var length = date.Calendar.GetDaysInMonth(date.Year, date.Month);
        foreach (var number in choice.Numbers)
            if (date.Day == (number == 0 ? length : Math.Min(number, length))) return true;
        if (!choice.Weekdays.Contains(date.DayOfWeek.ToDayOfWeek())) return false;
        var week = (date.Day - 1) / 7 + 1;
        foreach (var wanted in choice.Weeks)
            if (wanted == WeekOfMonth.Last ? date.Day > length - 7 : (int)wanted == week) return true;
        return false;
    }

    /// <summary>More than one day a month, perhaps: periods are then called by their days.</summary>
    internal static bool AreSeveral(DayOfMonthChoice choice) => choice.Numbers.Count + choice.Weeks.Count * choice.Weekdays.Count > 1;
}
