namespace Holdfast.Server.Tests;

/// <summary>A timer of a <see cref="SteppedClock"/>.</summary>
internal sealed class SteppedTimer(SteppedClock clock, TimerCallback callback, object? state) : ITimer
{
    /// <summary>Of the clock's, under its lock; null: not armed.</summary>
    internal DateTimeOffset? Due { get; set; }

    /// <summary>Null: once.</summary>
    internal TimeSpan? Period { get; private set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Period = period > TimeSpan.Zero ? period : null;
        clock.Arm(this, dueTime == Timeout.InfiniteTimeSpan ? null : clock.GetUtcNow() + dueTime);
        return true;
    }

    public void Dispose() => clock.Arm(this, null);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    internal void Run() => callback(state);
}
