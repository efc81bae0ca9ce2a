namespace Holdfast.Protection.Logs;

/// <summary>Which moments can be recovered: found by asking for one between each two that are known.</summary>
public static class ReachableRanges
{
    /// <param name="moments">That points bring back and that logs end at, in any order.</param>
    /// <param name="reaches">Whether a moment between two of them can be reached.</param>
    /// <returns>Oldest first; a moment that nothing joins to its neighbors is a range of no length.</returns>
    public static IReadOnlyList<ReachableRange> Of(IEnumerable<DateTimeOffset> moments, Func<DateTimeOffset, bool> reaches)
    {
        var ranges = new List<ReachableRange>();
        foreach (var moment in moments.Distinct().Order())
        {
            if (ranges.Count > 0 && ranges[^1] is var last && reaches(Between(last.To, moment))) ranges[^1] = last with { To = moment };
            else ranges.Add(new ReachableRange(moment, moment));
        }
        return ranges;
    }

    private static DateTimeOffset Between(DateTimeOffset earlier, DateTimeOffset later) => earlier + ((later - earlier) / 2);
}
