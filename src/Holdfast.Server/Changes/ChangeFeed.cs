using System.Globalization;

namespace Holdfast.Server.Changes;

/// <summary>
/// Counts changes by topic, and wakes whoever waits for one. Whoever writes touches the topic afterwards, so that who is woken finds what was written. Thread-safe; a touch
/// costs next to nothing, and so does waiting.
/// </summary>
internal sealed class ChangeFeed
{
    private readonly Lock gate = new();
    private readonly long[] counters = new long[Enum.GetValues<ChangeTopic>().Length];

    // Numbers of another run of the server say nothing here.
    private readonly string run = Guid.NewGuid().ToString("N")[..12];
    private TaskCompletionSource? next;
    private long version;

    /// <summary>What there is now, of one moment.</summary>
    internal (string Stamp, long[] Counters) Now
    {
        get { lock (gate) return (Stamp, [.. counters]); }
    }

    /// <summary>The number of changes of some topics: as long as it is the same, nothing of them has changed.</summary>
    internal long Count(params ReadOnlySpan<ChangeTopic> topics)
    {
        long sum = 0;
        lock (gate)
            foreach (var topic in topics) sum += counters[(int)topic];
        return sum;
    }

    internal void Touch(ChangeTopic topic)
    {
        TaskCompletionSource? waiting;
        lock (gate)
        {
            counters[(int)topic]++;
            version++;
            (waiting, next) = (next, null);
        }
        waiting?.TrySetResult();
    }

    /// <summary>Returns as soon as the stamp is not <paramref name="since"/> any more, or when the wait is over.</summary>
    /// <exception cref="OperationCanceledException">Who waits has gone away.</exception>
    internal async Task Wait(string since, TimeSpan wait, TimeProvider time, CancellationToken cancellation)
    {
        Task changed;
        lock (gate)
        {
            if (Stamp != since) return;
            next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            changed = next.Task;
        }
        await changed.WaitAsync(wait, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
    }

    private string Stamp => string.Create(CultureInfo.InvariantCulture, $"{run}-{version}");
}
