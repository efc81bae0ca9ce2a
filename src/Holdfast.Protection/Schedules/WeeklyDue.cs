using Holdfast.Protection.Groups.Policy;
using NodaTime;
using NodaTime.Extensions;

namespace Holdfast.Protection.Schedules;

/// <summary>Times of day on days of the week.</summary>
internal static class WeeklyDue
{
    // Two weeks: a day of the week comes round in one, and a zone may have left a day out.
    private const int DaysAhead = 15;

    internal static Instant? After(WeeklyTimes times, DateTimeZone zone, Instant after)
    {
        var today = Zones.DateOf(zone, after);
        var sorted = times.Times.Order().ToList();
        // A gap can push a time of yesterday, or of a day that was left out, past midnight.
        for (var day = -2; day <= DaysAhead; day++)
        {
            var date = today.PlusDays(day);
            if (!times.Days.Contains(date.DayOfWeek.ToDayOfWeek())) continue;
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
