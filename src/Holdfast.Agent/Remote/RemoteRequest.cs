using Holdfast.Contracts.Agent;

namespace Holdfast.Agent.Remote;

/// <summary>Something asked over a data stream: kept until it is answered, and asked again on the next stream when the connection breaks before.</summary>
internal abstract class RemoteRequest
{
    private Exception? failure;
    private bool isDone;

    /// <summary>Numbered by the stream that takes it.</summary>
    public ulong Sequence { get; set; }

    /// <summary>Bytes that it puts on the wire.</summary>
    public abstract int Size { get; }

    public abstract DataUp Message();

    /// <summary>Takes an answer.</summary>
    /// <returns>True where it was the last.</returns>
    public abstract ValueTask<bool> Take(DataDown answer);

    /// <summary>Called once, at the end, whichever it is.</summary>
    protected virtual void Ended(bool isAnswered)
    {
    }

    public void Complete() => End(null);

    public void Fail(Exception reason) => End(reason);

    /// <summary>Waits for the end.</summary>
    /// <exception cref="Contracts.Errors.HoldfastException">The server ended the attempt, or could not be reached for too long.</exception>
    public void Wait(CancellationToken cancellation)
    {
        using var woken = cancellation.Register(Wake);
        lock (this)
        {
            while (!isDone)
            {
                cancellation.ThrowIfCancellationRequested();
                Monitor.Wait(this);
            }
        }
        if (failure is not null) throw RemoteFailure.Again(failure);
    }

    private void End(Exception? reason)
    {
        lock (this)
        {
            if (isDone) return;
            isDone = true;
            failure = reason;
            Monitor.PulseAll(this);
        }
        Ended(reason is null);
    }

    private void Wake()
    {
        lock (this) Monitor.PulseAll(this);
    }
}
