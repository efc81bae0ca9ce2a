namespace Holdfast.Server.Agents.Data;

/// <summary>
/// The threads that decode, check, store, and read for agents: as many as processors, so that the thread pool stays free for control messages. Streams that have
/// work take turns.
/// </summary>
/// <param name="count">They begin with the first work.</param>
internal sealed class IngestThreads(int count) : IDisposable
{
    private readonly Queue<IngestLane> ready = [];
    private readonly List<Thread> threads = [];
    private bool stopped;

    /// <summary>Puts a lane at the end of the queue.</summary>
    internal void Add(IngestLane lane)
    {
        lock (ready)
        {
            ready.Enqueue(lane);
            Monitor.Pulse(ready);
            if (threads.Count == 0 && !stopped) Begin();
        }
    }

    public void Dispose()
    {
        lock (ready)
        {
            stopped = true;
            Monitor.PulseAll(ready);
        }
        foreach (var thread in threads) thread.Join();
    }

    private void Begin()
    {
        for (var i = 0; i < count; i++)
        {
            var thread = new Thread(Run) { Name = $"ingest-{i}", IsBackground = true };
            threads.Add(thread);
            thread.Start();
        }
    }

    private void Run()
    {
        var scratch = new IngestScratch();
        while (Take() is { } lane)
            if (lane.Turn(scratch)) Add(lane);
    }

    private IngestLane? Take()
    {
        lock (ready)
        {
            while (ready.Count == 0 && !stopped) Monitor.Wait(ready);
            return stopped ? null : ready.Dequeue();
        }
    }
}
