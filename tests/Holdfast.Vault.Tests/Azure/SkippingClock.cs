using Microsoft.Extensions.Time.Testing;

namespace Holdfast.Vault.Tests.Azure;

/// <summary>Whoever waits by this clock has waited: the time jumps to the end of each wait.</summary>
internal sealed class SkippingClock() : FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
{
    private readonly List<TimeSpan> waits = [];

    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (waits) return [.. waits];
        }
    }

    /// <summary>Called at each wait, before it is over.</summary>
    public Action? AtWait { get; set; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (waits) waits.Add(dueTime);
        AtWait?.Invoke();
        Advance(dueTime);
        callback(state);
        return base.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
