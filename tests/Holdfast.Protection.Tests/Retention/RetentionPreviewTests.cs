using Holdfast.Protection.Groups.Policy;
using Holdfast.Protection.Retention;
using Holdfast.Protection.Schedules;
using Holdfast.Protection.Tests.Schedules;

namespace Holdfast.Protection.Tests.Retention;

public sealed class RetentionPreviewTests
{
    private static readonly DateTimeOffset now = Policies.Utc("2026-07-01T00:00Z");

    [Fact]
    public void Compare_ShorterRange_NamesWhatIsLost()
    {
        var preview = RetentionPreview.Compare(Daily(10), RetentionGoal.Disk(14), RetentionGoal.Disk(3), "UTC", new TrustedClock(now));
        Assert.Equal(["10", "9", "8", "7", "6", "5", "4", "3"], preview.Where(point => point.IsLost).Select(point => point.Point.Id));
        Assert.DoesNotContain(preview, point => point.IsSpared);
    }

    [Fact]
    public void Compare_LongerRange_SparesWhatWouldGoNext()
    {
        var preview = RetentionPreview.Compare(Daily(5), RetentionGoal.Disk(3), RetentionGoal.Disk(14), "UTC", new TrustedClock(now));
        Assert.Equal(["5", "4", "3"], preview.Where(point => point.IsSpared).Select(point => point.Point.Id));
        Assert.DoesNotContain(preview, point => point.IsLost);
    }

    [Fact]
    public void After_DailyScheduleWithWeeklyRule_ShowsTheCalendar()
    {
        var policy = new GroupPolicy { Online = new OnlineGoal { Schedule = new WeeklyTimes([new TimeOnly(20, 0)], Policies.EveryDay) } };
        var goal = new RetentionGoal(3, new WeeklyRetention(4, [DayOfWeek.Saturday]));
        var forecast = RetentionForecast.After(policy, RunKind.OnlineRecoveryPoint, goal, now, 30); // until Friday, 31 July
        Assert.Equal(
            ["2026-07-04", "2026-07-11", "2026-07-18", "2026-07-25", "2026-07-28", "2026-07-29", "2026-07-30"],
            forecast.Select(fate => fate.Point.Created.ToString("yyyy-MM-dd")));
    }

    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    public void MostPoints_DailyRuleOnly_IsDaysTimesPointsADay(int times, int expected)
    {
        var schedule = new WeeklyTimes([.. Enumerable.Range(0, times).Select(hour => new TimeOnly(hour, 0))], Policies.EveryDay);
        Assert.Equal(expected, RetentionForecast.MostPoints(schedule, new RetentionGoal(30)));
    }

    [Fact]
    public void MostPoints_TheDocumentedExample_IsWhatAFullHistoryHolds()
    {
        // 180 days, 104 weeks, 60 months, 10 years.
        var goal = new RetentionGoal(
            180, new WeeklyRetention(104, [DayOfWeek.Sunday]), new MonthlyRetention(60, DayOfMonthChoice.ByNumber(1)), new YearlyRetention(10, [1], DayOfMonthChoice.ByNumber(1)));
        var schedule = new WeeklyTimes([new TimeOnly(20, 0)], Policies.EveryDay);
        var policy = new GroupPolicy { Online = new OnlineGoal { Schedule = schedule } };
        var held = RetentionForecast.After(policy, RunKind.OnlineRecoveryPoint, goal, now, 12 * 365).Count;
        Assert.InRange(RetentionForecast.MostPoints(schedule, goal), held - 3, held + 3);
    }

    private static List<HeldPoint> Daily(int days) => [.. Enumerable.Range(0, days + 1).Reverse().Select(age => new HeldPoint(age.ToString(), "source", now.AddDays(-age)))];
}
