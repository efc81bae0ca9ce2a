using System.Globalization;
using Holdfast.Protection.Groups.Policy;
using Holdfast.Protection.Schedules;
using NodaTime;
using NodaTime.Extensions;

namespace Holdfast.Protection.Retention;

/// <summary>Which points there will be.</summary>
public static class RetentionForecast
{
    /// <summary>How long the longest goal reaches, plus the year that its last period lasts.</summary>
    private const int LongestDays = 36_890;

    /// <summary>
    /// The calendar of points that are kept after <paramref name="days"/> days in which every run of <paramref name="kind"/> made its point, oldest first.
    /// </summary>
    /// <param name="held">Points there are already.</param>
    public static IReadOnlyList<PointFate> After(
        GroupPolicy policy, RunKind kind, RetentionGoal goal, DateTimeOffset from, int days, IReadOnlyList<HeldPoint>? held = null)
    {
        var until = from.AddDays(days);
        var points = new List<HeldPoint>(held ?? []);
        var sources = points.Select(point => point.SourceId).Distinct(StringComparer.Ordinal).DefaultIfEmpty("").ToList();
        foreach (var due in NextRun.Between(policy, kind, from, until))
            points.AddRange(sources.Select(source => new HeldPoint(due.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), source, due)));
        return [.. RetentionPlan.Explain(points, goal, policy.TimeZone, new TrustedClock(until)).Where(fate => fate.Keep)];
    }

    /// <summary>The most points of one datasource that the goal ever holds at once when points are made by the schedule and nothing is missed.</summary>
    public static int MostPoints(WeeklyTimes schedule, RetentionGoal goal)
    {
        if (schedule.IsEmpty) return 0;
        var rules = RetentionCalendar.Rules(goal).ToList();
        var last = new LocalDate(2199, 12, 31);
        var count = 0;
        for (var back = 0; back < LongestDays; back++)
        {
            var date = last.PlusDays(-back);
            if (!schedule.Days.Contains(date.DayOfWeek.ToDayOfWeek())) continue;
            if (back < goal.Days) count += schedule.Times.Count;
            else if (rules.Any(rule => rule.Chooses(date) && rule.LastDay(date) >= last)) count++;
        }
        return count;
    }
}
