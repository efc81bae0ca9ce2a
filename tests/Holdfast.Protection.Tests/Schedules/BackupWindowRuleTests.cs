using FsCheck.Xunit;
using Holdfast.Protection.Groups.Policy;
using Holdfast.Protection.Schedules;
using static Holdfast.Protection.Tests.Schedules.Policies;

namespace Holdfast.Protection.Tests.Schedules;

public sealed class BackupWindowRuleTests
{
    // Weeknights from 20:00 to 06:00 in Berlin; 2026-07-03 is a Friday.
    private static readonly TimeWindow nights =
        new([DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday], new TimeOnly(20, 0), 600);

    private static readonly GroupPolicy policy = Daily("Europe/Berlin", "18:00") with { BackupWindow = nights };

    [Theory]
    [InlineData("2026-07-02T17:59:59Z", false)]
    [InlineData("2026-07-02T18:00Z", true)]
    [InlineData("2026-07-03T03:59Z", true)] // past midnight
    [InlineData("2026-07-03T04:00Z", false)]
    [InlineData("2026-07-04T01:00Z", true)] // Friday's window reaches into Saturday
    [InlineData("2026-07-04T19:00Z", false)]
    public void IsOpen_AroundItsEdges_IsHalfOpen(string at, bool open) => Assert.Equal(open, BackupWindowRule.IsOpen(policy, Utc(at)));

    [Fact]
    public void NextOpen_OnAWeekend_IsMonday() => Assert.Equal(Utc("2026-07-06T18:00Z"), BackupWindowRule.NextOpen(policy, Utc("2026-07-04T12:00Z")));

    [Fact]
    public void ClosesAt_InsideAndOutside_IsTheEndOrNothing()
    {
        Assert.Equal(Utc("2026-07-03T04:00Z"), BackupWindowRule.ClosesAt(policy, Utc("2026-07-02T23:00Z")));
        Assert.Null(BackupWindowRule.ClosesAt(policy, Utc("2026-07-02T12:00Z")));
    }

    [Fact]
    public void ClosesAt_WindowOfWholeDays_NeverCloses() =>
        Assert.Null(BackupWindowRule.ClosesAt(policy with { BackupWindow = new TimeWindow(EveryDay, TimeOnly.MinValue, 1440) }, Utc("2026-07-02T12:00Z")));

    [Fact]
    public void After_DueOutsideTheWindow_RunsWhenItOpens() =>
        Assert.Equal(Utc("2026-07-02T18:00Z"), NextRun.After(policy, RunKind.RecoveryPoint, Utc("2026-07-02T10:00Z")));

    [Fact]
    public void After_AskedAfterTheDueTimeAndBeforeTheOpening_StillRunsWhenItOpens() =>
        Assert.Equal(Utc("2026-07-02T18:00Z"), NextRun.After(policy, RunKind.RecoveryPoint, Utc("2026-07-02T17:00Z")));

    [Fact]
    public void After_SeveralDueOutsideTheWindow_AreOneRun()
    {
        var several = Daily("Europe/Berlin", "08:00", "12:00", "18:00", "23:00") with { BackupWindow = nights };
        Assert.Equal(
            [Utc("2026-07-02T18:00Z"), Utc("2026-07-02T21:00Z"), Utc("2026-07-03T18:00Z"), Utc("2026-07-03T21:00Z"), Utc("2026-07-06T18:00Z")],
            NextRun.Between(several, RunKind.RecoveryPoint, Utc("2026-07-02T05:00Z"), Utc("2026-07-06T18:00Z")));
    }

    [Fact]
    public void After_ConsistencyCheckOutsideTheWindow_IsNotPutOff()
    {
        var check = policy with { ConsistencyCheck = new ConsistencyCheckPlan(Schedule: new WeeklyTimes([new TimeOnly(12, 0)], EveryDay)) };
        Assert.Equal(Utc("2026-07-02T10:00Z"), NextRun.After(check, RunKind.ConsistencyCheck, Utc("2026-07-02T00:00Z")));
    }

    [Property(MaxTest = 200)]
    public void After_AnyWindow_RunsOnlyInsideItAndAsksConsistently(byte zoneIndex, ushort start, ushort length, byte days, byte interval, ushort hours)
    {
        var weekdays = EveryDay.Where(day => (days >> (int)day & 1) == 1).DefaultIfEmpty(DayOfWeek.Sunday);
        var window = new TimeWindow([.. weekdays], TimeOnly.MinValue.AddMinutes(start % 1440), 60 + length % 1381);
        var minutes = GroupPolicyRule.SynchronizationMinutes[interval % GroupPolicyRule.SynchronizationMinutes.Count];
        var any = Every(Tricky[zoneIndex % Tricky.Length], minutes) with { BackupWindow = window, StartOffsetMinutes = start % 60 };
        var after = Utc("2024-01-01T00:00Z").AddHours(hours);
        var next = NextRun.After(any, RunKind.Synchronization, after)!.Value;
        Assert.True(next > after);
        Assert.True(BackupWindowRule.IsOpen(any, next));
        Assert.Equal(next, NextRun.After(any, RunKind.Synchronization, after + (next - after) / 2));
        Assert.Equal(next, NextRun.After(any, RunKind.Synchronization, next.AddTicks(-1)));
    }
}
