using Holdfast.Protection.Groups.Policy;
using NodaTime;
using NodaTime.Extensions;

namespace Holdfast.Protection.Schedules;

/// <summary>
/// When scheduled work may run. A window opens at its local time of day (after a gap, at the first instant that exists; of two, the first) and stays open
/// for its length in elapsed time, also past midnight.
/// </summary>
public static class BackupWindowRule
{
    // Opened a day and a changed clock ago at most; opens again within a week, and a zone may have left a day out.
    private const int DaysBack = 2, DaysAhead = 15;

    /// <summary>True also where there is no window.</summary>
    public static bool IsOpen(GroupPolicy policy, DateTimeOffset at) =>
        policy.BackupWindow is not { } window || IsOpen(window, Zones.Of(policy.TimeZone), Instant.FromDateTimeOffset(at));

    /// <summary><paramref name="at"/> itself while the window is open, otherwise when it opens.</summary>
    public static DateTimeOffset NextOpen(GroupPolicy policy, DateTimeOffset at) =>
        policy.BackupWindow is not { } window ? at : NextOpen(window, Zones.Of(policy.TimeZone), Instant.FromDateTimeOffset(at)).ToDateTimeOffset();

    /// <summary>When the window that is open at <paramref name="at"/> closes; null where it is closed, or where there is none.</summary>
    public static DateTimeOffset? ClosesAt(GroupPolicy policy, DateTimeOffset at)
    {
        if (policy.BackupWindow is not { } window) return null;
        var zone = Zones.Of(policy.TimeZone);
        var (open, until) = (false, Instant.FromDateTimeOffset(at));
        // Windows that touch are one window; one that never closes within a week is open without end.
        foreach (var (start, end) in Around(window, zone, until))
            if (start <= until && until < end) (open, until) = (true, end);
        return open && until - Instant.FromDateTimeOffset(at) < Duration.FromDays(7) ? until.ToDateTimeOffset() : null;
    }

    /// <summary>When the window is open between two times, oldest first; empty where there is none.</summary>
    public static IReadOnlyList<(DateTimeOffset Start, DateTimeOffset End)> Between(GroupPolicy policy, DateTimeOffset from, DateTimeOffset to)
    {
        if (policy.BackupWindow is not { } window) return [];
        var (zone, first, last) = (Zones.Of(policy.TimeZone), Instant.FromDateTimeOffset(from), Instant.FromDateTimeOffset(to));
        var days = (int)Math.Ceiling((to - from).TotalDays) + 1;
        return [.. Openings(window, zone, Zones.DateOf(zone, first), -DaysBack, days).Where(opening => opening.End > first && opening.Start < last)
            .Select(opening => (opening.Start.ToDateTimeOffset(), opening.End.ToDateTimeOffset()))];
    }

    internal static bool IsOpen(TimeWindow window, DateTimeZone zone, Instant at) => Around(window, zone, at).Any(opening => opening.Start <= at && at < opening.End);

    internal static Instant NextOpen(TimeWindow window, DateTimeZone zone, Instant at)
    {
        if (IsOpen(window, zone, at)) return at;
        foreach (var (start, _) in Around(window, zone, at))
            if (start > at) return start;
        return at;
    }

    /// <summary>When the window closed the last time before <paramref name="at"/>; null where that is more than two weeks ago.</summary>
    internal static Instant? LastEnd(TimeWindow window, DateTimeZone zone, Instant at)
    {
        Instant? last = null;
        foreach (var (_, end) in Openings(window, zone, Zones.DateOf(zone, at), -DaysAhead, 1))
            if (end <= at && (last is null || end > last)) last = end;
        return last;
    }

    private static IEnumerable<(Instant Start, Instant End)> Around(TimeWindow window, DateTimeZone zone, Instant at) =>
        Openings(window, zone, Zones.DateOf(zone, at), -DaysBack, DaysAhead);

    private static IEnumerable<(Instant Start, Instant End)> Openings(TimeWindow window, DateTimeZone zone, LocalDate around, int from, int to)
    {
        for (var day = from; day <= to; day++)
        {
            var date = around.PlusDays(day);
            if (!window.Days.Contains(date.DayOfWeek.ToDayOfWeek())) continue;
            var start = Zones.At(zone, date + LocalTime.FromTicksSinceMidnight(window.Start.Ticks));
            yield return (start, start + Duration.FromMinutes(window.Minutes));
        }
    }
}
