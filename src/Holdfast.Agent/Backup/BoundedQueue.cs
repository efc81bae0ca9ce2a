using System.Diagnostics.CodeAnalysis;

namespace Holdfast.Agent.Backup;

/// <summary>
/// A short queue between threads. Who has to wait sleeps at once: the collections of the framework spin first, which on a busy machine takes the processor
/// from the very thread that is waited for.
/// </summary>
internal sealed class BoundedQueue<T>(int capacity)
{
    private readonly Queue<T> items = new(capacity);
    private readonly object gate = new();
    private bool completed;

    /// <summary>Waits for room.</summary>
    public void Add(T item, CancellationToken cancellation)
    {
        lock (gate)
        {
            while (items.Count >= capacity) Wait(cancellation);
            items.Enqueue(item);
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Waits for an item; false after the last.</summary>
    public bool TryTake([MaybeNullWhen(false)] out T item, CancellationToken cancellation)
    {
        lock (gate)
        {
            while (items.Count == 0 && !completed) Wait(cancellation);
            if (!items.TryDequeue(out item)) return false;
            Monitor.PulseAll(gate);
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
        Monitor.Wait(gate, 200); // a cancellation is noticed within this time
    }
}
