using Holdfast.Contracts.Bandwidth;

namespace Holdfast.Contracts.Tests.Bandwidth;

public sealed class BandwidthScheduleTests
{
    private static readonly DayOfWeek[] Weekdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    [Theory]
    [InlineData("2026-01-05T08:59:59", 1000)] // a Monday
    [InlineData("2026-01-05T09:00:00", 100)]
    [InlineData("2026-01-05T17:59:59", 100)]
    [InlineData("2026-01-05T18:00:00", 1000)]
    [InlineData("2026-01-10T12:00:00", 1000)] // a Saturday
    public void RateAt_HoursWithinADay_HoldOnWorkDays(string time, long rate) =>
        Assert.Equal(rate, new BandwidthSchedule(100, 1000, new TimeOnly(9, 0), new TimeOnly(18, 0), Weekdays).RateAt(At(time)));

    [Theory]
    [InlineData("2026-01-09T21:59:59", 1000)] // a Friday
    [InlineData("2026-01-09T22:00:00", 100)]
    [InlineData("2026-01-10T00:00:00", 100)] // still Friday's hours
    [InlineData("2026-01-10T05:59:59", 100)]
    [InlineData("2026-01-10T06:00:00", 1000)]
    [InlineData("2026-01-10T23:00:00", 1000)] // Saturday's would begin here, were it a work day
    [InlineData("2026-01-11T03:00:00", 1000)]
    [InlineData("2026-01-12T03:00:00", 1000)] // Monday before dawn belongs to Sunday
    [InlineData("2026-01-12T22:30:00", 100)]
    public void RateAt_HoursAcrossMidnight_BelongToTheDayTheyBeganOn(string time, long rate) =>
        Assert.Equal(rate, new BandwidthSchedule(100, 1000, new TimeOnly(22, 0), new TimeOnly(6, 0), Weekdays).RateAt(At(time)));

    [Fact]
    public void IsUnlimited_BothRatesZero_IsTrue()
    {
        Assert.True(BandwidthSchedule.Unlimited.IsUnlimited);
        Assert.Equal(0, BandwidthSchedule.Unlimited.RateAt(At("2026-01-05T12:00:00")));
    }

    private static DateTimeOffset At(string time) => new(DateTime.Parse(time, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero);
}
