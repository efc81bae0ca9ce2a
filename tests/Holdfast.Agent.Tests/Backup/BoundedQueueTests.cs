using Holdfast.Agent.Backup;

namespace Holdfast.Agent.Tests.Backup;

public sealed class BoundedQueueTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly CancellationTokenSource stop = new();

    [Fact]
    public void TryTake_SeveralThreadsEachWay_EveryItemArrivesOnce()
    {
        var queue = new BoundedQueue<int>(3);
        long sum = 0;
        var takers = Start(3, _ =>
        {
            while (queue.TryTake(out var item, stop.Token)) Interlocked.Add(ref sum, item);
        });
        var adders = Start(2, first =>
        {
            for (var i = first; i < 20_000; i += 2) queue.Add(i, stop.Token);
        });
        Assert.All(adders, thread => Assert.True(thread.Join(Patience)));
        queue.Complete();
        Assert.All(takers, thread => Assert.True(thread.Join(Patience)));
        Assert.Equal(20_000L * 19_999 / 2, sum);
    }

    [Fact]
    public void TryTake_AfterComplete_GivesWhatIsLeftThenFalse()
    {
        var queue = new BoundedQueue<string>(2);
        queue.Add("left", stop.Token);
        queue.Complete();
        Assert.True(queue.TryTake(out var item, stop.Token));
        Assert.Equal("left", item);
        Assert.False(queue.TryTake(out _, stop.Token));
    }

    [Fact]
    public void AddAndTryTake_Cancelled_Throw()
    {
        var queue = new BoundedQueue<int>(1);
        stop.CancelAfter(50);
        Assert.Throws<OperationCanceledException>(() => queue.TryTake(out _, stop.Token));
        queue.Add(1, CancellationToken.None);
        Assert.Throws<OperationCanceledException>(() => queue.Add(2, stop.Token));
    }

    private static List<Thread> Start(int count, Action<int> run)
    {
        var threads = Enumerable.Range(0, count).Select(number => new Thread(() => run(number)) { IsBackground = true }).ToList();
        threads.ForEach(thread => thread.Start());
        return threads;
    }
}
