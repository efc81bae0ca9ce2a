using NodaTime;

namespace Holdfast.Protection.Schedules;

/// <summary>
/// Every so many minutes, counted from each local midnight in elapsed time: a day of 23 or 25 hours has fewer or more runs, but no two at once and no hole.
/// A run that would come closer than half an interval before the next midnight is left out, so that a daily run stays one a day.
/// </summary>
internal static class IntervalDue
{
    internal static Instant After(int minutes, DateTimeZone zone, Instant after)
    {
        var interval = Duration.FromMinutes(minutes);
        for (var date = Zones.DateOf(zone, after).PlusDays(-1);; date = date.PlusDays(1))
        {
            var start = Zones.StartOf(zone, date);
            var end = Zones.StartOf(zone, date.PlusDays(1));
            if (end <= after || start == end) continue;
            if (start > after) return start;
            var next = start + interval * ((after - start).ToInt64Nanoseconds() / interval.ToInt64Nanoseconds() + 1);
            if (end - next >= interval / 2) return next;
        }
    }
}
