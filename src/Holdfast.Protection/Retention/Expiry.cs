namespace Holdfast.Protection.Retention;

/// <summary>Decides which recovery points have outlived a range of days: a <see cref="RetentionPlan"/> with no other rule.</summary>
public static class Expiry
{
    /// <summary>When a point outlives its retention. The newest point of a datasource stays whatever this says.</summary>
    public static DateTimeOffset At(DateTimeOffset created, int retentionDays) =>
        created > DateTimeOffset.MaxValue.AddDays(-retentionDays) ? DateTimeOffset.MaxValue : created.AddDays(retentionDays);

    /// <summary>
    /// The points that have expired, oldest first. Never the newest point of a datasource, and nothing while the clock is not trusted.
    /// </summary>
    /// <param name="points">All points of one place: what is newest is decided among these.</param>
    /// <param name="retentionDays">The retention range of a datasource; null keeps its points without end.</param>
    public static IReadOnlyList<HeldPoint> Decide(IReadOnlyList<HeldPoint> points, Func<string, int?> retentionDays, TrustedClock clock)
    {
        if (clock.IsSuspended) return [];
        var expired = new List<HeldPoint>();
        foreach (var source in points.GroupBy(point => point.SourceId))
        {
            if (retentionDays(source.Key) is not { } days) continue;
            expired.AddRange(RetentionPlan.Explain([.. source], RetentionGoal.Disk(days), "UTC", clock).Where(fate => !fate.Keep).Select(fate => fate.Point));
        }
        return [.. expired.OrderBy(point => point.Created)];
    }
}
