using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.PostgreSql.Log;

/// <summary>
/// Derives up to which moment a log is complete. Each message says the server's clock and how far its log was durable then: once we have that far, every transaction that had ended
/// at that moment is in it, save one that had taken its time and not written it yet; so a second less is claimed.
/// </summary>
internal sealed class CoveredTime
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1), Step = TimeSpan.FromMilliseconds(100);

    private readonly Queue<(DateTimeOffset Sent, Lsn Needed)> claims = new();
    private Lsn claimed;
    private DateTimeOffset last;

    public void Add(DateTimeOffset sent, Lsn durable)
    {
        if (durable > claimed) claimed = durable;
        if (claims.Count > 0 && sent - last < Step) return;
        claims.Enqueue((sent, claimed));
        last = sent;
    }

    /// <summary>The newest moment that a log up to <paramref name="end"/> covers; null where no new one is.</summary>
    public DateTimeOffset? Reached(Lsn end)
    {
        DateTimeOffset? reached = null;
        while (claims.TryPeek(out var claim) && claim.Needed <= end)
        {
            reached = claim.Sent - Margin;
            claims.Dequeue();
        }
        return reached;
    }
}
