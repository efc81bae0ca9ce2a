using Holdfast.Protection.Cloud;
using Holdfast.Protection.Retention;

namespace Holdfast.Protection.Tests.Cloud;

public sealed class ConnectivityClockTests
{
    private static readonly DateTimeOffset start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly ConnectivityClock clock = new(start);

    [Fact]
    public void Of_ExactlyFifteenDays_IsNotLost() => Assert.Equal(Connectivity.Interrupted, clock.Of(false, new TrustedClock(start.AddDays(15))));

    [Fact]
    public void Of_MoreThanFifteenDays_IsLost() => Assert.Equal(Connectivity.Lost, clock.Of(false, new TrustedClock(start.AddDays(15).AddTicks(1))));

    [Fact]
    public void Of_VaultAnswers_IsConnectedHoweverLongItWasGone() => Assert.Equal(Connectivity.Connected, clock.Of(true, new TrustedClock(start.AddDays(100))));

    [Fact]
    public void Of_ClockThatJumpedAhead_StopsNothing() =>
        Assert.Equal(Connectivity.Interrupted, clock.Of(false, new TrustedClock(start).Observe(start.AddDays(400))));

    [Fact]
    public void DaysLost_ClockSetBack_GoesOn()
    {
        var observed = Enumerable.Range(0, 10).Aggregate(new TrustedClock(start), (before, day) => before.Observe(start.AddDays(day)));
        Assert.Equal(9, clock.DaysLost(observed.Observe(start.AddDays(-30))));
    }

    [Fact]
    public void CountsDown_FromTheThirdDayOn_NamesTheDaysThatAreLeft()
    {
        Assert.False(clock.CountsDown(new TrustedClock(start.AddDays(3).AddTicks(-1))));
        Assert.True(clock.CountsDown(new TrustedClock(start.AddDays(3))));
        Assert.Equal(12, clock.DaysLeft(new TrustedClock(start.AddDays(3))));
        Assert.Equal(1, clock.DaysLeft(new TrustedClock(start.AddDays(14.9))));
        Assert.Equal(1, clock.DaysLeft(new TrustedClock(start.AddDays(15))));
        Assert.Equal(0, clock.DaysLeft(new TrustedClock(start.AddDays(15.1))));
    }

    [Fact]
    public void Contacted_AfterALongTime_StartsAnew()
    {
        var now = new TrustedClock(start.AddDays(40));
        Assert.Equal(0, ConnectivityClock.Contacted(now).DaysLost(now));
    }
}
