using Holdfast.Protection.Schedules;
using NodaTime;

namespace Holdfast.Protection.Retention;

/// <summary>
/// Decides which recovery points are kept and which have outlived their retention, and says why. Weekly, monthly, and yearly rules choose days in the
/// group's zone, and each such day keeps one point: its last one, or where it has none (the server was down), the first of the six days after it. So
/// what a day has chosen does not change when points of later days arrive, and letting points expire daily ends where letting them expire once does.
/// The newest point of a datasource always stays, and nothing expires while the clock is not trusted.
/// </summary>
public static class RetentionPlan
{
    /// <param name="points">All points of one place, of one or more datasources. The order does not matter.</param>
    /// <param name="timeZone">IANA name of the zone that days begin and end in.</param>
    /// <returns>One fate a point, oldest first.</returns>
    public static IReadOnlyList<PointFate> Explain(IReadOnlyList<HeldPoint> points, RetentionGoal goal, string timeZone, TrustedClock clock)
    {
        var zone = Zones.Of(timeZone);
        var fates = new List<PointFate>(points.Count);
        foreach (var source in points.GroupBy(point => point.SourceId, StringComparer.Ordinal))
            fates.AddRange(ExplainSource([.. source.OrderBy(point => point.Created).ThenBy(point => point.Id, StringComparer.Ordinal)], goal, zone, clock));
        return [.. fates.OrderBy(fate => fate.Point.Created).ThenBy(fate => fate.Point.Id, StringComparer.Ordinal)];
    }

    private static IEnumerable<PointFate> ExplainSource(List<HeldPoint> oldestFirst, RetentionGoal goal, DateTimeZone zone, TrustedClock clock)
    {
        var chosen = KeptDays.Choose(oldestFirst, goal, zone);
        for (var i = 0; i < oldestFirst.Count; i++)
            yield return Fate(oldestFirst[i], chosen[i], goal.Days, clock, isNewest: i == oldestFirst.Count - 1);
    }

    private static PointFate Fate(HeldPoint point, IReadOnlyList<KeptDay> days, int rangeDays, TrustedClock clock, bool isNewest)
    {
        var because = new List<string>();
        DateTimeOffset? until = rangeDays > 0 ? Expiry.At(point.Created, rangeDays) : null;
        if (until > clock.Highest) because.Add(rangeDays == 1 ? "within 1 day" : $"within {rangeDays} days");
        foreach (var day in days)
        {
            if (day.Until > clock.Highest) because.Add(day.Label);
            if (until is null || day.Until > until) until = day.Until;
        }
        var byRule = because.Count > 0;
        if (isNewest) because.Add("newest");
        if (!byRule && !isNewest && clock.IsSuspended) because.Add("the clock is not trusted");
        return new PointFate(point, because.Count > 0, because, isNewest && !byRule ? null : until);
    }
}
