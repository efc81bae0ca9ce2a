namespace Holdfast.Server.ObjectEndpoint.Bodies;

/// <summary>How many bytes may be held at once. Who asks for more than is left waits in line; nobody reads from the network before. Thread-safe.</summary>
internal sealed class MemoryBudget
{
    private readonly long most;
    private readonly Lock gate = new();
    private readonly LinkedList<(long Bytes, TaskCompletionSource<Lease> Waiting)> line = new();
    private long free;

    internal MemoryBudget(long most) => (this.most, free) = (most, most);

    /// <summary>What nobody holds.</summary>
    internal long Free
    {
        get
        {
            lock (gate) return free;
        }
    }

    internal async Task<Lease> Take(long bytes, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, most);
        LinkedListNode<(long, TaskCompletionSource<Lease> Waiting)> place;
        lock (gate)
        {
            if (line.Count == 0 && TryTakeHere(bytes) is { } lease) return lease;
            place = line.AddLast((bytes, new TaskCompletionSource<Lease>(TaskCreationOptions.RunContinuationsAsynchronously)));
        }
        await using var leaving = cancellation.Register(() => Leave(place, cancellation));
        return await place.Value.Waiting.Task;
    }

    /// <summary>Null where it is not there now.</summary>
    internal Lease? TryTake(long bytes)
    {
        lock (gate) return line.Count == 0 ? TryTakeHere(bytes) : null;
    }

    private Lease? TryTakeHere(long bytes)
    {
        if (bytes > free) return null;
        free -= bytes;
        return new Lease(this, bytes);
    }

    private void Leave(LinkedListNode<(long, TaskCompletionSource<Lease> Waiting)> place, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (place.List is null) return;
            line.Remove(place);
            Admit();
        }
        place.Value.Waiting.TrySetCanceled(cancellation);
    }

    private void Return(long bytes)
    {
        lock (gate)
        {
            free += bytes;
            Admit();
        }
    }

    private void Admit()
    {
        while (line.First is { } first && TryTakeHere(first.Value.Bytes) is { } lease)
        {
            line.RemoveFirst();
            first.Value.Waiting.SetResult(lease);
        }
    }

    /// <summary>Bytes that somebody holds until it is disposed.</summary>
    internal sealed class Lease(MemoryBudget budget, long bytes) : IDisposable
    {
        private int isReturned;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isReturned, 1) == 0) budget.Return(bytes);
        }
    }
}
