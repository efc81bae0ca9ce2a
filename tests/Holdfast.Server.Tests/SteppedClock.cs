namespace Holdfast.Server.Tests;

/// <summary>
/// A clock that stands until it is moved. When a step returns, all that it made due has run, also what another thread was just running: what a
/// test looks at next is what the step did.
/// </summary>
internal class SteppedClock(DateTimeOffset start) : TimeProvider
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(3);

    private readonly object gate = new();
    private readonly HashSet<SteppedTimer> armed = [];
    private DateTimeOffset now = start;
    private TimeZoneInfo zone = TimeZoneInfo.Utc;
    private int? runner;

    internal SteppedClock() : this(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>By how much it moves whenever it is looked at; nothing becomes due by that.</summary>
    internal TimeSpan AutoAdvanceAmount { get; init; }

    public override TimeZoneInfo LocalTimeZone => zone;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            var shown = now;
            now += AutoAdvanceAmount;
            return shown;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SteppedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    internal void SetLocalTimeZone(TimeZoneInfo to) => zone = to;

    internal void Advance(TimeSpan by) => SetUtcNow(GetUtcNow() + by);

    internal void SetUtcNow(DateTimeOffset to)
    {
        lock (gate) now = to;
        RunDue();
        lock (gate)
            while (runner is not null && runner != Environment.CurrentManagedThreadId)
                if (!Monitor.Wait(gate, patience)) throw new TimeoutException("What the clock made due does not end.");
    }

    /// <summary>Null disarms.</summary>
    internal void Arm(SteppedTimer timer, DateTimeOffset? due)
    {
        lock (gate)
        {
            timer.Due = due;
            if (due is null) armed.Remove(timer);
            else armed.Add(timer);
        }
        RunDue();
    }

    /// <summary>One thread at a time runs what is due, one after the other: what a callback waits for may set timers itself.</summary>
    private void RunDue()
    {
        lock (gate)
        {
            if (runner is not null) return;
            runner = Environment.CurrentManagedThreadId;
        }
        try
        {
            while (Next() is { } timer) timer.Run();
        }
        catch
        {
            Rest();
            throw;
        }
    }

    /// <summary>The timer that is due longest, armed anew where it has a period; null where none is, and nobody runs them any more.</summary>
    private SteppedTimer? Next()
    {
        lock (gate)
        {
            var next = armed.Where(timer => timer.Due <= now).MinBy(timer => timer.Due);
            if (next is null) Rest();
            else if (next.Period is { } period) next.Due += period;
            else armed.Remove(next);
            return next;
        }
    }

    private void Rest()
    {
        lock (gate)
        {
            runner = null;
            Monitor.PulseAll(gate);
        }
    }
}
