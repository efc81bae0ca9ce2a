namespace Holdfast.Server.Hosting;

/// <summary>How many audit rows a minute may be about callers that nobody knows; the others are counted.</summary>
internal sealed class RefusalBudget(TimeProvider time)
{
    internal const int EachMinute = 60;
    private readonly Lock gate = new();
    private long minute;
    private int used, skipped;

    /// <param name="leftOut">How many requests before this one were only counted.</param>
    internal bool TryTake(out int leftOut)
    {
        lock (gate)
        {
            var now = time.GetUtcNow().Ticks / TimeSpan.TicksPerMinute;
            if (now != minute) (minute, used) = (now, 0);
            leftOut = skipped;
            if (used >= EachMinute)
            {
                skipped = Math.Min(skipped, int.MaxValue - 1) + 1;
                return false;
            }
            used++;
            skipped = 0;
            return true;
        }
    }
}
