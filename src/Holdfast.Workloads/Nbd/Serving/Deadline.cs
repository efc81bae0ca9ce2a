namespace Holdfast.Workloads.Nbd.Serving;

/// <summary>A time limit that is set anew for each step. Once it is over, its token is cancelled for good.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly ITimer timer;
    private volatile bool isOver;

    public Deadline(TimeProvider time, CancellationToken stop)
    {
        source = CancellationTokenSource.CreateLinkedTokenSource(stop);
        timer = time.CreateTimer(_ => Expire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Token => source.Token;

    /// <summary>It was this limit that cancelled the token, and not who had it stopped.</summary>
    public bool IsOver => isOver;

    public void Set(TimeSpan limit) => timer.Change(limit, Timeout.InfiniteTimeSpan);

    public void Clear() => timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        timer.Dispose();
        source.Dispose();
    }

    /// <summary>Cancels the token for another reason than time.</summary>
    public void End()
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The connection ended in this moment.
        }
    }

    private void Expire()
    {
        isOver = true;
        End();
    }
}
