namespace Holdfast.Contracts.Bandwidth;

/// <summary>A token bucket that follows a schedule: holds its callers back until their bytes are allowed. Measures with the monotonic clock. Thread-safe.</summary>
public sealed class BandwidthLimit(TimeProvider clock)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);
    private readonly Lock gate = new();
    private BandwidthSchedule schedule = BandwidthSchedule.Unlimited;
    private long lastTimestamp = clock.GetTimestamp();
    private double allowance;

    /// <summary>Takes effect at once, also for callers that wait.</summary>
    public BandwidthSchedule Schedule
    {
        get => Volatile.Read(ref schedule);
        set => Volatile.Write(ref schedule, value);
    }

    /// <summary>Returns when <paramref name="bytes"/> may be sent.</summary>
    /// <exception cref="OperationCanceledException">Cancelled while it waited.</exception>
    public void Take(int bytes, CancellationToken cancellation = default)
    {
        if (Schedule.IsUnlimited) return;
        var asked = false;
        while (true)
        {
            TimeSpan wait;
            lock (gate)
            {
                var rate = Schedule.RateAt(clock.GetLocalNow());
                if (rate == 0) return;
                var now = clock.GetTimestamp();
                allowance = Math.Min(allowance + (clock.GetElapsedTime(lastTimestamp, now).TotalSeconds * rate), rate);
                lastTimestamp = now;
                if (!asked) allowance -= bytes; // a debt that later callers wait for too: large records pass whole
                asked = true;
                if (allowance >= 0) return;
                wait = TimeSpan.FromSeconds(-allowance / rate);
            }
            using var timer = new ManualResetEventSlim();
            using var handle = clock.CreateTimer(_ => timer.Set(), null, wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
            timer.Wait(cancellation);
        }
    }
}
