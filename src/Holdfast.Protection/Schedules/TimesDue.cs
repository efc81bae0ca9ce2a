using Holdfast.Protection.Groups.Policy;
using Holdfast.Protection.Retention;
using NodaTime;
using NodaTime.Extensions;

namespace Holdfast.Protection.Schedules;

/// <summary>Times of day on days of the week, or of the month.</summary>
internal static class TimesDue
{
    // Two weeks: a day of the week comes round in one, and a zone may have left a day out.
    private const int DaysAhead = 15;

    // A choice of days has one in every month: the longest way is from a first Monday to the next, 35 days, or to a day that a zone has left out.
    private const int MonthAhead = 70;

    internal static Instant? Weekly(WeeklyTimes times, DateTimeZone zone, Instant after) =>
        After(times.Times, date => times.Days.Contains(date.DayOfWeek.ToDayOfWeek()), DaysAhead, zone, after);

    internal static Instant? Monthly(IReadOnlyList<TimeOnly> times, DayOfMonthChoice days, DateTimeZone zone, Instant after) =>
        After(times, date => MonthDays.Chooses(days, date), MonthAhead, zone, after);

    private static Instant? After(IReadOnlyList<TimeOnly> times, Func<LocalDate, bool> isChosen, int daysAhead, DateTimeZone zone, Instant after)
    {
        var today = Zones.DateOf(zone, after);
        var sorted = times.Order().ToList();
        // A gap can push a time of yesterday, or of a day that was left out, past midnight.
        for (var day = -2; day <= daysAhead; day++)
        {
            var date = today.PlusDays(day);
            if (!isChosen(date)) continue;
            if (FirstAfter(sorted, date, zone, after) is { } due) return due;
        }
        return null;
    }

    // Later times of a day never have earlier instants, so half of them need no look.
    private static Instant? FirstAfter(List<TimeOnly> sorted, LocalDate date, DateTimeZone zone, Instant after)
    {
        Instant? found = null;
        for (var (from, to) = (0, sorted.Count); from < to;)
        {
            var middle = (from + to) / 2;
            if (Zones.At(zone, date + LocalTime.FromTicksSinceMidnight(sorted[middle].Ticks)) is var due && due > after) (found, to) = (due, middle);
            else from = middle + 1;
        }
        return found;
    }
}
