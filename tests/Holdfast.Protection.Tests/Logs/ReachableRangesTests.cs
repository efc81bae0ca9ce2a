using Holdfast.Protection.Logs;

namespace Holdfast.Protection.Tests.Logs;

/// <summary>Ranges of moments, with the gaps between them.</summary>
public sealed class ReachableRangesTests
{
    private static readonly DateTimeOffset day = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_GapInTheLog_TwoRanges()
    {
        var ranges = ReachableRanges.Of([Hour(8), Hour(2), Hour(4), Hour(10)], time => time < Hour(4) || time > Hour(8));
        Assert.Equal([new ReachableRange(Hour(2), Hour(4)), new ReachableRange(Hour(8), Hour(10))], ranges);
    }

    [Fact]
    public void Of_PointsAlone_EachIsItself() =>
        Assert.Equal([new ReachableRange(Hour(1), Hour(1)), new ReachableRange(Hour(2), Hour(2))], ReachableRanges.Of([Hour(2), Hour(1), Hour(2)], _ => false));

    [Fact]
    public void Of_Nothing_Nothing() => Assert.Empty(ReachableRanges.Of([], _ => true));

    private static DateTimeOffset Hour(int hour) => day.AddHours(hour);
}
