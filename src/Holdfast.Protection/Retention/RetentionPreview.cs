namespace Holdfast.Protection.Retention;

/// <summary>What a changed goal would keep and lose of the points there are.</summary>
public static class RetentionPreview
{
    /// <returns>One a point, oldest first.</returns>
    /// <param name="newTimeZone">Null: the zone stays.</param>
    public static IReadOnlyList<PreviewedPoint> Compare(
        IReadOnlyList<HeldPoint> points, RetentionGoal oldGoal, RetentionGoal newGoal, string timeZone, TrustedClock clock, string? newTimeZone = null)
    {
        var before = RetentionPlan.Explain(points, oldGoal, timeZone, clock);
        var after = RetentionPlan.Explain(points, newGoal, newTimeZone ?? timeZone, clock);
        return [.. before.Zip(after, (then, now) => new PreviewedPoint(then.Point, then, now))];
    }
}
