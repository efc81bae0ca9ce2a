using FsCheck.Xunit;
using Holdfast.Protection.Groups.Policy;
using Holdfast.Protection.Retention;
using Holdfast.Protection.Schedules;

namespace Holdfast.Protection.Tests.Retention;

public sealed class RetentionSketchTests
{
    private static readonly DateTimeOffset from = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly DayOfWeek[] week = Enum.GetValues<DayOfWeek>();

    [Fact]
    public void Of_NightlyWithGrandfathers_IsTheCalendarOfTheEnd()
    {
        var policy = Policy(14, ["21:00"], new OnlineGoal
        {
            Schedule = new WeeklyTimes([new TimeOnly(22, 0)], [.. week]), DailyDays = 7, Weekly = new WeeklyRetention(4, [DayOfWeek.Saturday]),
            Monthly = new MonthlyRetention(12, DayOfMonthChoice.ByNumber(1)),
        });
        var sketch = RetentionSketch.Of(policy, "UTC", from, 365);
        Assert.Equal(365, sketch.Days.Count);
        Assert.Equal(new DateOnly(2026, 1, 1), sketch.Days[0].Date);
        Assert.Equal(new DateOnly(2026, 12, 31), sketch.Days[^1].Date);
        Assert.Equal(14, sketch.DiskPoints);
        Assert.All(sketch.Days, day => Assert.Equal(day.Date >= new DateOnly(2026, 12, 18) ? 1 : 0, day.Disk));
        Assert.Equal(["monthly"], sketch.Days[0].Online);
        Assert.Equal(["weekly"], sketch.Days.Single(day => day.Date == new DateOnly(2026, 12, 5)).Online);
        Assert.Equal(["daily", "weekly"], sketch.Days.Single(day => day.Date == new DateOnly(2026, 12, 26)).Online);
        Assert.Empty(sketch.Days.Single(day => day.Date == new DateOnly(2026, 12, 20)).Online);
        Assert.Equal(sketch.Days.Count(day => day.Online.Count > 0), sketch.VaultPoints);
    }

    [Fact]
    public void Of_NoSchedule_IsEmpty()
    {
        var sketch = RetentionSketch.Of(new GroupPolicy(), "UTC", from, 10);
        Assert.Equal((10, 0, 0), (sketch.Days.Count, sketch.DiskPoints, sketch.VaultPoints));
    }

    [Fact]
    public void Of_AnotherZone_ShowsItsDays()
    {
        var sketch = RetentionSketch.Of(Policy(3, ["23:30"], null), "Europe/Berlin", from, 5);
        Assert.Equal([(2, 0), (3, 0), (4, 1), (5, 1), (6, 1)], sketch.Days.Skip(1).Select(day => (day.Date.Day, day.Disk)));
    }

    /// <summary>The sketch is what the rules themselves keep, whatever the policy: also where the sketch leaves points out of the reckoning.</summary>
    [Property(MaxTest = 60)]
    public void Of_AnyPolicy_IsWhatTheRulesKeep(byte disk, byte times, byte daily, byte weeks, byte months, bool hasSchedule, byte dayOfMonth)
    {
        var goal = new OnlineGoal
        {
            Schedule = hasSchedule ? new WeeklyTimes([new TimeOnly(4, 0)], [DayOfWeek.Monday, DayOfWeek.Saturday]) : WeeklyTimes.None, DailyDays = daily % 60,
            Weekly = weeks % 3 == 0 ? null : new WeeklyRetention(weeks, [DayOfWeek.Saturday]),
            Monthly = months % 3 == 0 ? null : new MonthlyRetention(months, DayOfMonthChoice.ByNumber(dayOfMonth % 32)),
        };
        var policy = Policy(disk % 90 + 1, [.. Enumerable.Range(0, times % 4 + 1).Select(i => $"{i * 7:00}:15")], goal);
        var until = from.AddDays(200);
        var sketch = RetentionSketch.Of(policy, "UTC", from, 200);
        var onDisk = RetentionForecast.After(policy, RunKind.RecoveryPoint, RetentionGoal.Of(policy.ShortTerm), from, 200);
        var inVault = RetentionForecast.After(policy, hasSchedule ? RunKind.OnlineRecoveryPoint : RunKind.RecoveryPoint, RetentionGoal.Of(goal), from, 200);
        Assert.Equal(onDisk.Count, sketch.DiskPoints);
        Assert.Equal(onDisk.Count, sketch.Days.Sum(day => day.Disk));
        Assert.Equal(inVault.Count, sketch.VaultPoints);
        Assert.Equal(
            inVault.Select(fate => DateOnly.FromDateTime(fate.Point.Created.UtcDateTime)).Distinct(), sketch.Days.Where(day => day.Online.Count > 0).Select(day => day.Date));
        Assert.All(sketch.Days, day => Assert.True(day.Date < DateOnly.FromDateTime(until.UtcDateTime)));
    }

    [Fact]
    public void Of_ChosenDayBeforeTheFirstPoint_KeepsTheFirstPointForIt() => Of_AnyPolicy_IsWhatTheRulesKeep(0, 1, 0, 31, 7, false, 97);

    private static GroupPolicy Policy(int diskDays, string[] times, OnlineGoal? online) => new()
    {
        ShortTerm = new ShortTermGoal { RetentionDays = diskDays, RecoveryPoints = new WeeklyTimes([.. times.Select(time => TimeOnly.Parse(time))], [.. week]) }, Online = online,
    };
}
