namespace Holdfast.Protection.Schedules;

/// <summary>What happens to runs whose time passed while nobody could start them.</summary>
public static class CatchUp
{
    /// <summary>A run this late still counts as on time: the scheduler looks every minute, and a busy server looks later.</summary>
    public static readonly TimeSpan Punctual = TimeSpan.FromMinutes(5);

    /// <summary>
    /// After <see cref="DueDecision.Run"/> and <see cref="DueDecision.CatchUp"/> the next due time is <see cref="NextRun.After"/> of <paramref name="now"/>,
    /// not of <paramref name="due"/>: so runs that were missed together are caught up once.
    /// </summary>
    /// <param name="due">The oldest due time that is not settled.</param>
    /// <param name="lastRun">When such a run was last started, for whatever reason the schedule had.</param>
    public static DueDecision Decide(DateTimeOffset due, DateTimeOffset now, DateTimeOffset? lastRun)
    {
        if (due > now) return DueDecision.Wait;
        // A run of the future is one that a clock wrote that was wrong: it does not count.
        if (lastRun is { } last && last >= due && last <= now) return DueDecision.Done;
        return now - due <= Punctual ? DueDecision.Run : DueDecision.CatchUp;
    }
}
