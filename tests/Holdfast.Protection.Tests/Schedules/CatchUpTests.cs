using Holdfast.Protection.Schedules;
using static Holdfast.Protection.Tests.Schedules.Policies;

namespace Holdfast.Protection.Tests.Schedules;

public sealed class CatchUpTests
{
    private static readonly DateTimeOffset due = Utc("2026-07-01T20:00Z");

    [Fact]
    public void Decide_BeforeItsTime_Waits() => Assert.Equal(DueDecision.Wait, CatchUp.Decide(due, due.AddTicks(-1), null));

    [Fact]
    public void Decide_AtItsTime_Runs() => Assert.Equal(DueDecision.Run, CatchUp.Decide(due, due, due.AddDays(-1)));

    [Fact]
    public void Decide_AfterTheServerWasDown_CatchesUp() => Assert.Equal(DueDecision.CatchUp, CatchUp.Decide(due, due.AddHours(9), due.AddDays(-1)));

    [Fact]
    public void Decide_AlreadyRun_IsDone() => Assert.Equal(DueDecision.Done, CatchUp.Decide(due, due.AddHours(9), due.AddSeconds(3)));

    [Fact]
    public void Decide_LastRunInTheFuture_DoesNotCount() => Assert.Equal(DueDecision.Run, CatchUp.Decide(due, due, due.AddYears(1)));

    [Fact]
    public void Decide_ServerDownForAWeek_RunsOnceAndGoesOnFromNow()
    {
        var policy = Daily("Europe/Berlin", "20:00");
        var (runs, next, last) = (0, NextRun.After(policy, RunKind.RecoveryPoint, due)!.Value, (DateTimeOffset?)due);
        for (var now = due.AddDays(7).AddHours(1); now < due.AddDays(8); now = now.AddMinutes(1))
        {
            if (CatchUp.Decide(next, now, last) is not (DueDecision.Run or DueDecision.CatchUp)) continue;
            (runs, last, next) = (runs + 1, now, NextRun.After(policy, RunKind.RecoveryPoint, now)!.Value);
        }
        Assert.Equal(2, runs); // the one that was caught up, and the next day's
    }
}
