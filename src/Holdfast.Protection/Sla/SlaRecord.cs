namespace Holdfast.Protection.Sla;

/// <summary>How a promise was kept over a period.</summary>
/// <param name="Misses">How often a recovery point came later than promised, or had not come by the end.</param>
/// <param name="Late">How long, in all, the newest point was older than promised.</param>
/// <param name="LongestGap">The longest time between two points, or up to the end.</param>
/// <param name="MissedAt">When each miss began.</param>
public sealed record SlaRecord(int Misses, TimeSpan Late, TimeSpan LongestGap, IReadOnlyList<DateTimeOffset> MissedAt)
{
    /// <summary>Goes through the points of a member in order.</summary>
    /// <param name="points">Oldest first; those before <paramref name="from"/> say how old the newest one was when the period began.</param>
    /// <param name="since">From when on there is a promise, where no earlier point is known.</param>
    public static SlaRecord Of(IEnumerable<DateTimeOffset> points, TimeSpan promised, DateTimeOffset since, DateTimeOffset from, DateTimeOffset to)
    {
        DateTimeOffset? before = null;
        var (late, longest) = (TimeSpan.Zero, TimeSpan.Zero);
        var missed = new List<DateTimeOffset>();
        foreach (var point in points.Where(point => point < to).Append(to))
        {
            var begin = before ?? (since > from ? since : from);
            before = point;
            if (point <= from || point <= begin) continue;
            if (point - begin > longest) longest = point - begin;
            var due = begin + promised;
            if (due < from) due = from;
            if (point <= due) continue;
            missed.Add(due);
            late += point - due;
        }
        return new SlaRecord(missed.Count, late, longest, missed);
    }
}
