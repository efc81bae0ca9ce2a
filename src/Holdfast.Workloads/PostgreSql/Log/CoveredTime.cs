using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.PostgreSql.Log;

/// <summary>Derives up to which moment a log is complete, from moments of the server for which it is known how much of the log they need.</summary>
internal sealed class CoveredTime
{
    /// <summary>Where the server is far ahead of us for long: what finds no place is asked for again when there is some.</summary>
    private const int Most = 1000;

    private readonly Queue<ServerMoment> moments = new();

    public void Add(ServerMoment moment)
    {
        if (moments.Count < Most) moments.Enqueue(moment);
    }

    /// <summary>The newest moment that a log up to <paramref name="end"/> covers; null where no new one is.</summary>
    public DateTimeOffset? Reached(Lsn end)
    {
        DateTimeOffset? reached = null;
        while (moments.TryPeek(out var moment) && moment.Durable <= end)
        {
            reached = moment.Time;
            moments.Dequeue();
        }
        return reached;
    }
}
