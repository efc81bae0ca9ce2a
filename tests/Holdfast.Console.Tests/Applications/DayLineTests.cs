using Holdfast.Console.Pages.Recovery;
using Holdfast.Contracts.Api.Applications;

namespace Holdfast.Console.Tests.Applications;

public sealed class DayLineTests
{
    private static readonly DateOnly day = new(2026, 11, 23);

    private static readonly RecoveryRange gapped = new(
        "s1", "postgresql", PointInTime: true, [new ReachableTimes(At("2026-11-22T22:00:01.25Z"), At("2026-11-23T12:03:08.9Z")), new ReachableTimes(At("2026-11-23T12:29:58Z"), At("2026-11-23T14:00:00.5Z"))],
        [new ReachablePoint("p1", At("2026-11-22T22:00:05Z"), At("2026-11-22T22:00:01.25Z"), "full"), new ReachablePoint("p2", At("2026-11-23T12:30:00Z"), At("2026-11-23T12:29:58Z"), "incremental")], null);

    [Fact]
    public void Spans_RangesThatBeginBefore_AreCutAtTheDayAndLeaveTheirGap()
    {
        var line = Line(gapped);
        Assert.Equal([new DaySpan(At("2026-11-23T00:00:00Z"), At("2026-11-23T12:03:08.9Z")), new DaySpan(At("2026-11-23T12:29:58Z"), At("2026-11-23T14:00:00.5Z"))], line.Spans);
        Assert.Equal([new DaySpan(At("2026-11-23T12:03:08.9Z"), At("2026-11-23T12:29:58Z"))], line.Gaps);
        Assert.Equal(["p2"], line.Points.Select(point => point.Id));
        Assert.Equal(0.5, line.Share(At("2026-11-23T12:00:00Z")));
    }

    [Fact]
    public void Nearest_TimeInAGap_IsTheLastSecondBeforeAndTheFirstBehind()
    {
        var line = Line(gapped);
        Assert.Null(line.Exact(At("2026-11-23T12:03:10Z")));
        var (before, after) = line.Nearest(At("2026-11-23T12:03:10Z"));
        Assert.Equal(At("2026-11-23T12:03:08Z"), before!.Time);
        Assert.Equal(At("2026-11-23T12:29:58Z"), after!.Time);
        // Each of them is one that can be had.
        Assert.NotNull(line.Exact(before.Time));
        Assert.NotNull(line.Exact(after.Time));
    }

    [Fact]
    public void Exact_BorderOfARange_CountsToTheFraction()
    {
        var line = Line(gapped);
        Assert.NotNull(line.Exact(At("2026-11-23T12:03:08Z")));
        Assert.Null(line.Exact(At("2026-11-23T12:03:09Z")));
        Assert.Null(line.Exact(At("2026-11-23T14:00:01Z")));
    }

    [Fact]
    public void Exact_SecondOfAPoint_IsThePoint()
    {
        var line = Line(gapped with { PointInTime = false });
        Assert.Empty(line.Spans);
        Assert.Equal("p1", new DayLine(gapped with { PointInTime = false }, day.AddDays(-1), Utc).Exact(At("2026-11-22T22:00:01Z"))!.Point);
        Assert.Null(line.Exact(At("2026-11-23T12:00:00Z")));
        Assert.Equal(("p1", "p2"), (line.Nearest(At("2026-11-23T12:00:00Z")).Before!.Point, line.Nearest(At("2026-11-23T12:00:00Z")).After!.Point));
    }

    [Fact]
    public void Newest_DayTheLogReachesIntoTheNext_IsItsLastSecond()
    {
        Assert.Equal(At("2026-11-23T14:00:00Z"), Line(gapped).Newest!.Time);
        Assert.Equal(At("2026-11-22T23:59:59Z"), new DayLine(gapped, day.AddDays(-1), Utc).Newest!.Time);
        Assert.Null(new DayLine(gapped, day.AddDays(1), Utc).Newest);
    }

    [Fact]
    public void Seconds_DayOnWhichClocksGoBack_IsAnHourLonger()
    {
        var vienna = TimeZoneInfo.FindSystemTimeZoneById("Europe/Vienna");
        var line = new DayLine(gapped, new DateOnly(2026, 10, 25), local => new DateTimeOffset(local, vienna.GetUtcOffset(local)));
        Assert.Equal(25 * 3600, line.Seconds);
        Assert.Equal(line.End.AddSeconds(-1), line.After(int.MaxValue));
    }

    [Fact]
    public void Nearest_NothingAtAll_IsNothing() =>
        Assert.Equal((null, null), Line(new RecoveryRange("s1", "postgresql", true, [], [], null)).Nearest(At("2026-11-23T12:00:00Z")));

    private static DayLine Line(RecoveryRange range) => new(range, day, Utc);

    private static DateTimeOffset Utc(DateTime local) => new(local, TimeSpan.Zero);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
