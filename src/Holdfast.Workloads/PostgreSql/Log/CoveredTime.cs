using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.PostgreSql.Log;

/// <summary>Derives up to which moment a log is complete, from moments of the server for which it is known how much of the log they need.</summary>
internal sealed class CoveredTime
{
    /// <summary>Where the server is far ahead of us for long: what finds no place is asked for again when there is some.</summary>
    private const int Most = 1000;

    private readonly Queue<(DateTimeOffset Time, Lsn Needed)> written = new(), durable = new();

    public void Add(ServerMoment moment)
    {
        Add(written, moment.Time, moment.Written);
        Add(durable, moment.Time - moment.Delay, moment.Durable);
    }

    /// <summary>The newest moment that a log up to <paramref name="end"/> covers; null where no new one is.</summary>
    public DateTimeOffset? Reached(Lsn end)
    {
        var (byWritten, byDurable) = (Take(written, end), Take(durable, end));
        return byWritten >= byDurable ? byWritten : byDurable ?? byWritten;
    }

    private static void Add(Queue<(DateTimeOffset, Lsn)> claims, DateTimeOffset time, Lsn needed)
    {
        if (claims.Count < Most) claims.Enqueue((time, needed));
    }

    private static DateTimeOffset? Take(Queue<(DateTimeOffset Time, Lsn Needed)> claims, Lsn end)
    {
        DateTimeOffset? reached = null;
        while (claims.TryPeek(out var claim) && claim.Needed <= end)
        {
            reached = claim.Time;
            claims.Dequeue();
        }
        return reached;
    }
}
