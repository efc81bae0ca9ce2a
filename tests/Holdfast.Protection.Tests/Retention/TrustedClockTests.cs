using FsCheck.Xunit;
using Holdfast.Protection.Retention;

namespace Holdfast.Protection.Tests.Retention;

public sealed class TrustedClockTests
{
    private static readonly DateTimeOffset start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Observe_SmallStep_Follows() => Assert.Equal(new TrustedClock(start.AddHours(24)), new TrustedClock(start).Observe(start.AddHours(24)));

    [Fact]
    public void Observe_ClockSetBack_KeepsHighest() => Assert.Equal(new TrustedClock(start), new TrustedClock(start).Observe(start.AddDays(-100)));

    [Fact]
    public void Observe_JumpAhead_SuspendsAndDoesNotBelieve()
    {
        var clock = new TrustedClock(start).Observe(start.AddDays(400));
        Assert.True(clock.IsSuspended);
        Assert.Equal(start, clock.Highest);
    }

    [Fact]
    public void Observe_JumpCorrected_GoesOnWithoutTheJump()
    {
        var clock = new TrustedClock(start).Observe(start.AddDays(400)).Observe(start.AddHours(2));
        Assert.Equal(new TrustedClock(start.AddHours(2)), clock);
    }

    [Fact]
    public void Observe_AfterAJump_StaysSuspendedUntilConfirmed()
    {
        var clock = new TrustedClock(start).Observe(start.AddDays(400)).Observe(start.AddDays(401));
        Assert.True(clock.IsSuspended);
        Assert.Equal(new TrustedClock(start.AddDays(401)), clock.Confirm(start.AddDays(401)));
    }

    [Property]
    public bool Observe_AnySequence_HighestNeverFalls(int[] hours)
    {
        var clock = new TrustedClock(start);
        foreach (var hour in hours)
        {
            var next = clock.Observe(start.AddHours(hour % 10_000));
            if (next.Highest < clock.Highest || next.Highest - clock.Highest > TrustedClock.LongestStep) return false;
            clock = next;
        }
        return true;
    }
}
