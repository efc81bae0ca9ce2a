using Holdfast.Contracts.Bandwidth;
using Holdfast.Testing.Blobs;
using Holdfast.Vault.Transfer;
using Microsoft.Extensions.Time.Testing;

namespace Holdfast.Vault.Tests.Transfer;

public sealed class ThrottledBlobStoreTests
{
    [Fact]
    public void ThrottledStore_Write_IsSlowedAndReadIsNot()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero));
        var limit = new BandwidthLimit(clock) { Schedule = new BandwidthSchedule(1000, 1000, new TimeOnly(9, 0), new TimeOnly(18, 0), Enum.GetValues<DayOfWeek>()) };
        var store = new ThrottledBlobStore(new InMemoryBlobStore(), limit);
        var content = new byte[5000];
        var writing = new Thread(() =>
        {
            using (var writer = store.BeginCreate("packs/one", 5000))
            {
                writer.WriteAt(0, content);
                writer.Commit(5000);
            }
            store.Create("two", new byte[1000]);
        });
        writing.Start();
        Assert.InRange(AdvanceUntilEnded(clock, writing), 5, 8);
        Assert.Equal(5000, store.GetLength("packs/one"));
        for (var i = 0; i < 10; i++) store.Read("packs/one", 0, content);
        Assert.Equal(2, store.List("").Count);
        Assert.True(store.Delete("two"));
    }

    /// <summary>Four uploads side by side share one limit: together they are no faster than one.</summary>
    [Fact]
    public void ThrottledStore_ParallelUploads_AreSlowedTogether()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero));
        var limit = new BandwidthLimit(clock) { Schedule = new BandwidthSchedule(1000, 1000, new TimeOnly(9, 0), new TimeOnly(18, 0), Enum.GetValues<DayOfWeek>()) };
        var inner = new InMemoryBlobStore();
        var store = new ThrottledBlobStore(inner, limit);
        var threads = Enumerable.Range(0, 4).Select(number => new Thread(() =>
        {
            using var writer = store.BeginCreate($"packs/{number}", 3000);
            for (var offset = 0; offset < 3000; offset += 500) writer.WriteAt(offset, new byte[500]);
            writer.Commit(3000);
        })).ToArray();
        foreach (var thread in threads) thread.Start();
        Assert.InRange(AdvanceUntilEnded(clock, threads), 10, 16);
        Assert.Equal(12_000, inner.BytesHeld);
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
