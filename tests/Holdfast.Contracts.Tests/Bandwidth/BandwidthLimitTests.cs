using Holdfast.Contracts.Bandwidth;
using Microsoft.Extensions.Time.Testing;

namespace Holdfast.Contracts.Tests.Bandwidth;

public sealed class BandwidthLimitTests
{
    private static readonly DayOfWeek[] EveryDay = Enum.GetValues<DayOfWeek>();

    [Fact]
    public void Take_Unlimited_ReturnsAtOnce()
    {
        var limit = new BandwidthLimit(new FakeTimeProvider());
        limit.Take(int.MaxValue);
        limit.Take(int.MaxValue);
    }

    [Fact]
    public void Take_OneRate_TakesAsLongAsTheBytesNeed()
    {
        var clock = Clock(12);
        var limit = new BandwidthLimit(clock) { Schedule = new BandwidthSchedule(1000, 1000, new TimeOnly(9, 0), new TimeOnly(18, 0), EveryDay) };
        Assert.InRange(SecondsToTake(clock, limit, parts: 20, bytes: 500), 9, 11.5);
    }

    /// <summary>The night's hours begin while the upload goes on: from then it is ten times as slow.</summary>
    [Fact]
    public void Take_HoursBeginMeanwhile_FollowsTheNewRate()
    {
        var clock = Clock(21, 59, 55);
        var limit = new BandwidthLimit(clock) { Schedule = new BandwidthSchedule(100, 1000, new TimeOnly(22, 0), new TimeOnly(6, 0), EveryDay) };
        // About 5 s at 1000 a second, then 50 s at 100.
        Assert.InRange(SecondsToTake(clock, limit, parts: 100, bytes: 100), 50, 58);
    }

    [Fact]
    public void Take_ScheduleLiftedWhileWaiting_ReturnsSoon()
    {
        var clock = Clock(12);
        var limit = new BandwidthLimit(clock) { Schedule = new BandwidthSchedule(1, 1, new TimeOnly(9, 0), new TimeOnly(18, 0), EveryDay) };
        var waiting = new Thread(() => limit.Take(1_000_000));
        waiting.Start();
        Assert.False(waiting.Join(100));
        limit.Schedule = BandwidthSchedule.Unlimited;
        Assert.InRange(AdvanceUntilEnded(clock, waiting), 0, 3);
    }

    /// <summary>Several uploads share one limit.</summary>
    [Fact]
    public void Take_SeveralThreads_TogetherKeepTheRate()
    {
        var clock = Clock(12);
        var limit = new BandwidthLimit(clock) { Schedule = new BandwidthSchedule(1000, 1000, new TimeOnly(9, 0), new TimeOnly(18, 0), EveryDay) };
        var threads = Enumerable.Range(0, 3).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < 10; i++) limit.Take(400);
        })).ToList();
        foreach (var thread in threads) thread.Start();
        Assert.InRange(AdvanceUntilEnded(clock, [.. threads]), 10, 25);
    }

    private static FakeTimeProvider Clock(int hour, int minute = 0, int second = 0) => new(new DateTimeOffset(2026, 1, 5, hour, minute, second, TimeSpan.Zero));

    private static double SecondsToTake(FakeTimeProvider clock, BandwidthLimit limit, int parts, int bytes)
    {
        var thread = new Thread(() =>
        {
            for (var i = 0; i < parts; i++) limit.Take(bytes);
        });
        thread.Start();
        return AdvanceUntilEnded(clock, thread);
    }

    /// <summary>Lets the time pass in tenths of a second until the threads have ended; the seconds that it took.</summary>
    private static double AdvanceUntilEnded(FakeTimeProvider clock, params Thread[] threads)
    {
        for (var tenths = 0; ; tenths++)
        {
            if (Array.TrueForAll(threads, thread => thread.Join(2))) return tenths / 10.0;
            Assert.True(tenths < 5000, "The limit never let them go.");
            clock.Advance(TimeSpan.FromMilliseconds(100));
        }
    }
}
