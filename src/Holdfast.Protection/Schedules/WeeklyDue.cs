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
            foreach (var time in sorted)
                if (Zones.At(zone, date + LocalTime.FromTicksSinceMidnight(time.Ticks)) is var due && due > after) return due;
        }
        return null;
    }
}
