using Holdfast.Protection.Sla;

namespace Holdfast.Protection.Tests.Sla;

public sealed class SlaRecordTests
{
    private static readonly DateTimeOffset from = DateTimeOffset.Parse("2026-05-01T00:00Z"), to = from.AddDays(2);

    [Fact]
    public void Of_PointsInTime_HasNoMiss()
    {
        var record = Judge([0, 6, 12, 18, 24, 30, 36, 42, 48], 6);
        Assert.Equal((0, TimeSpan.Zero, TimeSpan.FromHours(6)), (record.Misses, record.Late, record.LongestGap));
    }

    [Fact]
    public void Of_GapInTheMiddle_IsOneMissForAsLongAsItWasLate()
    {
        var record = Judge([0, 6, 20, 26, 32, 38, 44], 6);
        Assert.Equal((1, TimeSpan.FromHours(8), TimeSpan.FromHours(14)), (record.Misses, record.Late, record.LongestGap));
        Assert.Equal([from.AddHours(12)], record.MissedAt);
    }

    [Fact]
    public void Of_NoPointAtAll_IsLateFromThePromiseToTheEnd()
    {
        var record = Judge([], 24);
        Assert.Equal((1, TimeSpan.FromHours(24)), (record.Misses, record.Late));
    }

    [Fact]
    public void Of_PointBeforeThePeriod_CountsAsTheNewestWhenItBegins()
    {
        Assert.Equal(0, Judge([-2, 20, 44], 24).Misses);
        var late = Judge([-30, 10, 30, 47], 24);
        Assert.Equal((1, TimeSpan.FromHours(10)), (late.Misses, late.Late));
    }

    [Fact]
    public void Of_MemberThatJoinedLately_IsNotBlamedForBefore()
    {
        var record = SlaRecord.Of([], TimeSpan.FromHours(24), from.AddHours(30), from, to);
        Assert.Equal((0, TimeSpan.Zero), (record.Misses, record.Late));
        Assert.Equal(0, SlaRecord.Of([], TimeSpan.FromHours(1), to.AddDays(1), from, to).Misses);
    }

    private static SlaRecord Judge(int[] hours, int promised) => SlaRecord.Of(hours.Select(hour => from.AddHours(hour)), TimeSpan.FromHours(promised), DateTimeOffset.UnixEpoch, from, to);
}
