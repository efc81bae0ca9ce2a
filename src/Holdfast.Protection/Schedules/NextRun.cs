using Holdfast.Protection.Groups.Policy;
using NodaTime;

namespace Holdfast.Protection.Schedules;

/// <summary>
/// When a group's schedules are due. A time of day that does not exist on a day is due at the first instant after the gap; one that exists twice is due
/// once, the first time. The start offset is added to every time. What falls outside the backup window is put off to its next opening, where all that
/// was put off is one run; consistency checks and the first copy have their own times and are not subject to the window.
/// </summary>
public static class NextRun
{
    /// <summary>The first time strictly after <paramref name="after"/>, in UTC; null where the policy has no such run any more.</summary>
    public static DateTimeOffset? After(GroupPolicy policy, RunKind kind, DateTimeOffset after)
    {
        var zone = Zones.Of(policy.TimeZone);
        var due = Due(policy, kind, zone);
        if (due is null) return null;
        var offset = Duration.FromMinutes(policy.StartOffsetMinutes);
        Instant? Next(Instant instant) => due(instant - offset) + offset;

        var instant = Instant.FromDateTimeOffset(after);
        var next = policy.BackupWindow is { } window && IsWindowed(kind) ? InWindow(window, zone, Next, instant) : Next(instant);
        return next?.ToDateTimeOffset();
    }

    /// <summary>The runs of a kind in (after, until], at most <paramref name="most"/> of them.</summary>
    public static IEnumerable<DateTimeOffset> Between(GroupPolicy policy, RunKind kind, DateTimeOffset after, DateTimeOffset until, int most = int.MaxValue)
    {
        for (var i = 0; i < most; i++)
        {
            if (After(policy, kind, after) is not { } next || next > until) yield break;
            yield return next;
            after = next;
        }
    }

    private static bool IsWindowed(RunKind kind) => kind is not (RunKind.ConsistencyCheck or RunKind.ReplicaCreation or RunKind.Drill);

    private static Func<Instant, Instant?>? Due(GroupPolicy policy, RunKind kind, DateTimeZone zone) => kind switch
    {
        RunKind.Synchronization => policy.ShortTerm.SynchronizationMinutes is { } minutes ? after => IntervalDue.After(minutes, zone, after) : null,
        RunKind.RecoveryPoint => Weekly(policy.ShortTerm.RecoveryPoints, zone),
        RunKind.ExpressFull => Weekly(policy.ShortTerm.ExpressFull, zone),
        RunKind.OnlineRecoveryPoint => Weekly(policy.Online?.Schedule, zone),
        RunKind.ConsistencyCheck => Weekly(policy.ConsistencyCheck.Schedule, zone),
        RunKind.Drill => policy.DrillDays is { } days ? Monthly(policy.Drills, days, zone) : Weekly(policy.Drills, zone),
        RunKind.ReplicaCreation => policy.ReplicaCreation is { Method: ReplicaCreationMethod.Later, Later: { } later } ? after => Once(later, zone, after) : null,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static Func<Instant, Instant?>? Weekly(WeeklyTimes? times, DateTimeZone zone) =>
        times is null || times.IsEmpty ? null : after => TimesDue.Weekly(times, zone, after);

    private static Func<Instant, Instant?>? Monthly(WeeklyTimes? times, DayOfMonthChoice days, DateTimeZone zone) =>
        times is null || times.IsEmpty ? null : after => TimesDue.Monthly(times.Times, days, zone, after);

    private static Instant? Once(DateTime later, DateTimeZone zone, Instant after)
    {
        var instant = Zones.At(zone, LocalDateTime.FromDateTime(later));
        return instant > after ? instant : null;
    }

    private static Instant? InWindow(TimeWindow window, DateTimeZone zone, Func<Instant, Instant?> next, Instant after)
    {
        // What was due while the window was closed is one run when it opens: also where that was before "after".
        var from = after;
        if (!BackupWindowRule.IsOpen(window, zone, after) && BackupWindowRule.LastEnd(window, zone, after) is { } closed)
            from = closed - Duration.Epsilon;
        return next(from) is { } due ? BackupWindowRule.NextOpen(window, zone, due) : null;
    }
}
