namespace Holdfast.Agent.Control;

/// <summary>How long to wait before the next attempt: doubled each time, and scattered, so that a server that comes back is not met by all agents at once.</summary>
internal sealed class Backoff(TimeSpan least, TimeSpan most, Func<double> random)
{
    private int attempts;

    /// <summary>Between half and the whole of what is due.</summary>
    internal TimeSpan Next()
    {
        var due = Math.Min(most.Ticks, least.Ticks * Math.Pow(2, Math.Min(attempts++, 30)));
        return TimeSpan.FromTicks((long)(due / 2 * (1 + random())));
    }

    internal void Reset() => attempts = 0;
}
