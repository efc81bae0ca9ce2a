using Holdfast.Protection.Groups.Policy;
using Holdfast.Protection.Schedules;
using NodaTime;

namespace Holdfast.Protection.Retention;

/// <summary>What a policy will have kept of one datasource when it has run for some time and nothing was missed.</summary>
/// <param name="Days">Every day of that time, oldest first.</param>
/// <param name="DiskPoints">On disk at its end.</param>
/// <param name="VaultPoints">In the vault at its end.</param>
public sealed record RetentionSketch(IReadOnlyList<SketchedDay> Days, int DiskPoints, int VaultPoints)
{
    private const string Daily = "daily";

    private static readonly string[] reasons = [Daily, "weekly", "monthly", "yearly"];

    /// <param name="zone">IANA name of the zone that days are shown in.</param>
    /// <param name="days">At least 1.</param>
    public static RetentionSketch Of(GroupPolicy policy, string zone, DateTimeOffset from, int days)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        var (known, until) = (Zones.Of(zone), from.AddDays(days));
        var disk = OnDisk(policy, from, until);
        var online = InVault(policy, from, until, disk);
        var disks = disk.CountBy(point => DateOf(known, point)).ToDictionary();
        var onlines = online.ToLookup(fate => DateOf(known, fate.Point.Created), fate => fate.Because);
        var first = DateOf(known, from);
        var dates = DateOf(known, until.AddTicks(-1)).DayNumber - first.DayNumber + 1;
        return new RetentionSketch(
            [.. Enumerable.Range(0, dates).Select(first.AddDays).Select(date => new SketchedDay(date, disks.GetValueOrDefault(date), Reasons(onlines[date])))],
            disk.Count, online.Count);
    }

    // On disk there is one rule, and it needs no look at points that have gone long since.
    private static List<DateTimeOffset> OnDisk(GroupPolicy policy, DateTimeOffset from, DateTimeOffset until)
    {
        var oldest = until.AddDays(-policy.ShortTerm.RetentionDays);
        var kept = NextRun.Between(policy, RunKind.RecoveryPoint, oldest > from ? oldest : from, until).ToList();
        // The newest stays whatever its age.
        if (kept.Count == 0) kept.AddRange(NextRun.Between(policy, RunKind.RecoveryPoint, from, until).TakeLast(1));
        return kept;
    }

    private static List<PointFate> InVault(GroupPolicy policy, DateTimeOffset from, DateTimeOffset until, List<DateTimeOffset> disk)
    {
        if (policy.Online is not { } online) return [];
        var goal = RetentionGoal.Of(online);
        if (!online.Schedule.IsEmpty) return [.. RetentionForecast.After(policy, RunKind.OnlineRecoveryPoint, goal, from, (int)(until - from).TotalDays)];
        // Without a schedule of its own every point is sent as it is made. Rules but the daily one choose the last point of a day, or the
        // first one after days without any, so others matter only while the daily one keeps them.
        var zone = Zones.Of(policy.TimeZone);
        var daily = until.AddDays(-online.DailyDays);
        var points = new List<HeldPoint>();
        foreach (var run in disk.Count == 0 ? [] : NextRun.Between(policy, RunKind.RecoveryPoint, from, until))
        {
            if (points.Count > 1 && points[^1].Created <= daily && DateOf(zone, points[^2].Created) == DateOf(zone, run)) points.RemoveAt(points.Count - 1);
            points.Add(new HeldPoint("", "", run));
        }
        return [.. RetentionPlan.Explain(points, goal, policy.TimeZone, new TrustedClock(until)).Where(fate => fate.Keep)];
    }

    private static IReadOnlyList<string> Reasons(IEnumerable<IReadOnlyList<string>> because)
    {
        var found = because.SelectMany(texts => texts).Select(text => reasons.FirstOrDefault(text.StartsWith, Daily)).ToHashSet(StringComparer.Ordinal);
        return found.Count == 0 ? [] : [.. reasons.Where(found.Contains)];
    }

    private static DateOnly DateOf(DateTimeZone zone, DateTimeOffset time) => Zones.DateOf(zone, Instant.FromDateTimeOffset(time)).ToDateOnly();
}
