using System.Globalization;
using Holdfast.Protection.Groups.Policy;
using Holdfast.Protection.Schedules;
using NodaTime;
using NodaTime.Calendars;
using NodaTime.Extensions;

namespace Holdfast.Protection.Retention;

/// <summary>The days that one rule of a goal chooses, what they are called, and how long what they choose is kept.</summary>
/// <param name="Chooses">Whether the rule chooses this day.</param>
/// <param name="Label">What the period of a chosen day is called.</param>
/// <param name="LastDay">The last day on which what a chosen day keeps is kept.</param>
internal sealed record RetentionCalendar(Func<LocalDate, bool> Chooses, Func<LocalDate, string> Label, Func<LocalDate, LocalDate> LastDay)
{
    internal static IEnumerable<RetentionCalendar> Rules(RetentionGoal goal)
    {
        if (goal.Weekly is { } weekly) yield return Weekly(weekly);
        if (goal.Monthly is { } monthly) yield return Monthly(monthly);
        if (goal.Yearly is { } yearly) yield return Yearly(yearly);
    }

    /// <summary>The latest chosen day among <paramref name="date"/> and the given number of days before it.</summary>
    internal LocalDate? LastChosen(LocalDate date, int daysBack)
    {
        for (var back = 0; back <= daysBack; back++)
            if (date.PlusDays(-back) is var day && Chooses(day)) return day;
        return null;
    }

    /// <summary>The end of the last day: what is to be kept a week is kept at least a week.</summary>
    internal DateTimeOffset Until(LocalDate chosen, DateTimeZone zone) => Zones.StartOf(zone, LastDay(chosen).PlusDays(1)).ToDateTimeOffset();

    private static RetentionCalendar Weekly(WeeklyRetention rule) => new(
        date => rule.Days.Contains(date.DayOfWeek.ToDayOfWeek()),
        date => rule.Days.Count > 1 ? "weekly " + Day(date) : string.Create(CultureInfo.InvariantCulture, $"weekly {Week(date)}"),
        date => date.PlusWeeks(rule.Weeks));

    private static RetentionCalendar Monthly(MonthlyRetention rule) => new(
        date => MonthDays.Chooses(rule.Days, date),
        date => MonthDays.AreSeveral(rule.Days) ? "monthly " + Day(date) : string.Create(CultureInfo.InvariantCulture, $"monthly {date.Year:0000}-{date.Month:00}"),
        date => date.PlusMonths(rule.Months));

    private static RetentionCalendar Yearly(YearlyRetention rule) => new(
        date => rule.Months.Contains(date.Month) && MonthDays.Chooses(rule.Days, date),
        date => rule.Months.Count > 1 || MonthDays.AreSeveral(rule.Days) ? "yearly " + Day(date) : string.Create(CultureInfo.InvariantCulture, $"yearly {date.Year:0000}"),
        date => date.PlusYears(rule.Years));

    private static string Day(LocalDate date) => string.Create(CultureInfo.InvariantCulture, $"{date.Year:0000}-{date.Month:00}-{date.Day:00}");

    private static string Week(LocalDate date) =>
        string.Create(CultureInfo.InvariantCulture, $"{WeekYearRules.Iso.GetWeekYear(date):0000}-W{WeekYearRules.Iso.GetWeekOfWeekYear(date):00}");
}
