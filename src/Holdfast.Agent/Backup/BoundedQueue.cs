using System.Diagnostics.CodeAnalysis;

namespace Holdfast.Agent.Backup;

/// <summary>
/// A short queue between threads. Who has to wait sleeps at once: the collections of the framework spin first, which on a busy machine takes the processor
/// from the very thread that is waited for.
/// </summary>
internal sealed class BoundedQueue<T>(int capacity)
{
    /// <summary>Milliseconds after which one who waits looks again, and notices a cancellation.</summary>
    private const int Round = 200;

    private readonly Queue<T> items = new(capacity);
    private readonly object gate = new();
    private int waitingForRoom;
    private bool completed;

    /// <summary>Waits for room.</summary>
    public void Add(T item, CancellationToken cancellation)
    {
        lock (gate)
        {
            waitingForRoom++;
            while (items.Count >= capacity) Wait(cancellation);
            waitingForRoom--;
            items.Enqueue(item);
            Monitor.Pulse(gate);
        }
    }

    /// <summary>Waits for an item; false after the last.</summary>
    public bool TryTake([MaybeNullWhen(false)] out T item, CancellationToken cancellation)
    {
        lock (gate)
        {
            while (items.Count == 0 && !completed) Wait(cancellation);
            if (!items.TryDequeue(out item)) return false;
            // One at a time is enough: nobody waits for room while others wait for items, and a wake-up that went astray costs one round.
            if (waitingForRoom > 0) Monitor.Pulse(gate);
            return true;
        }
    }

    /// <summary>Nothing more will be added.</summary>
    public void Complete()
    {
        lock (gate)
        {
            completed = true;
            Monitor.PulseAll(gate);
        }
    }

    private void Wait(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Monitor.Wait(gate, Round);
    }
}
