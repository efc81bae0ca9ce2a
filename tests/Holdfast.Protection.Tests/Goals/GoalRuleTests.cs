using FsCheck.Xunit;
using Holdfast.Protection.Goals;
using Holdfast.Protection.Groups.Policy;
using Holdfast.Protection.Schedules;

namespace Holdfast.Protection.Tests.Goals;

public sealed class GoalRuleTests
{
    private static readonly DateTimeOffset now = new(2026, 5, 6, 20, 0, 0, TimeSpan.Zero); // a Wednesday

    private static readonly DayOfWeek[] week = Enum.GetValues<DayOfWeek>();

    [Fact]
    public void OldestAcceptable_SlaIsSet_IsItsHoursAndNotTheSchedules()
    {
        var policy = Daily("18:00") with { SlaHours = 4 };
        Assert.Equal(now.AddHours(-4), GoalRule.OldestAcceptable(policy, now));
    }

    [Fact]
    public void OldestAcceptable_DailySchedule_IsTheLastRunButOne()
    {
        Assert.Equal(now.AddHours(-26), GoalRule.OldestAcceptable(Daily("18:00"), now));
        Assert.Equal(now.AddHours(-45), GoalRule.OldestAcceptable(Daily("23:00"), now));
    }

    [Fact]
    public void OldestAcceptable_WorkDaysOnly_LetsTheWeekendPass()
    {
        var policy = Policy(["18:00"], [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday]);
        var sunday = new DateTimeOffset(2026, 5, 10, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(new DateTimeOffset(2026, 5, 7, 18, 0, 0, TimeSpan.Zero), GoalRule.OldestAcceptable(policy, sunday));
    }

    [Fact]
    public void OldestAcceptable_OnceAWeekInAWindow_IsFound()
    {
        var policy = Policy(["18:00"], [DayOfWeek.Monday]) with { BackupWindow = new TimeWindow([DayOfWeek.Saturday], new TimeOnly(1, 0), 120) };
        Assert.NotNull(GoalRule.OldestAcceptable(policy, now));
    }

    [Fact]
    public void OldestAcceptable_NothingIsAsked_IsNull() => Assert.Null(GoalRule.OldestAcceptable(new GroupPolicy(), now));

    [Fact]
    public void Judge_EveryCause_HasItsState()
    {
        Assert.Equal(GoalState.Stopped, GoalRule.Judge(false, false, ReplicaHealth.Ok, now, null));
        Assert.Equal(GoalState.Suspended, GoalRule.Judge(true, true, ReplicaHealth.Inconsistent, now, null));
        Assert.Equal(GoalState.Inconsistent, GoalRule.Judge(true, false, ReplicaHealth.Inconsistent, now, now.AddDays(-1)));
        Assert.Equal(GoalState.Pending, GoalRule.Judge(true, false, ReplicaHealth.Pending, null, null));
        Assert.Equal(GoalState.Pending, GoalRule.Judge(true, false, ReplicaHealth.Ok, null, null));
        Assert.Equal(GoalState.Late, GoalRule.Judge(true, false, ReplicaHealth.Ok, now.AddDays(-2), now.AddDays(-1)));
        Assert.Equal(GoalState.Ok, GoalRule.Judge(true, false, ReplicaHealth.Ok, now.AddDays(-1), now.AddDays(-1)));
        Assert.Equal(GoalState.Ok, GoalRule.Judge(true, false, ReplicaHealth.Ok, now.AddYears(-1), null));
    }

    /// <summary>Whatever the schedule and the moment: two runs lie behind the limit, and three do not.</summary>
    [Property(MaxTest = 200)]
    public void OldestAcceptable_AnySchedule_LeavesExactlyTwoRuns(uint times, uint days, uint minutes, bool berlin)
    {
        var policy = Policy(
            [.. Enumerable.Range(0, 24).Where(hour => (times & 1 << hour) != 0).Select(hour => $"{hour:00}:30").DefaultIfEmpty("02:30")],
            [.. week.Where(day => (days & 1 << (int)day) != 0).DefaultIfEmpty(DayOfWeek.Sunday)]) with { TimeZone = berlin ? "Europe/Berlin" : "UTC" };
        var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes % 525_600);
        var oldest = GoalRule.OldestAcceptable(policy, at)!.Value;
        Assert.Equal(2, NextRun.Between(policy, RunKind.RecoveryPoint, oldest.AddTicks(-1), at).Count());
        Assert.Single(NextRun.Between(policy, RunKind.RecoveryPoint, oldest, at));
    }

    private static GroupPolicy Daily(string time) => Policy([time], week);

    private static GroupPolicy Policy(string[] times, DayOfWeek[] days) => new()
    {
        ShortTerm = new ShortTermGoal { RecoveryPoints = new WeeklyTimes([.. times.Select(time => TimeOnly.Parse(time))], [.. days]) },
    };
}
