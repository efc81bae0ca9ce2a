namespace Holdfast.Store.Index;

/// <summary>
/// Which neighboring runs to merge. Each run is kept larger than all newer ones together, which leaves at most eight runs at
/// 100 million entries and rewrites an entry about five times on its way there. Pure.
/// </summary>
internal static class MergePolicy
{
    /// <summary>Runs are listed oldest first. An empty range where nothing is due.</summary>
    public static (int Start, int Count) Choose(IReadOnlyList<Run> runs, long smallest)
    {
        var newest = runs.Count - 1;
        var start = newest;
        var (weight, total) = (0L, 0L);
        for (var i = newest; i >= 0; i--)
        {
            total += runs[i].Count;
            if (total > Run.MaxEntries) break;
            var own = Math.Max(runs[i].Count, smallest);
            if (i < newest && own <= weight) start = i;
            weight += own;
        }
        return start < newest ? (start, newest - start + 1) : MostlyRemoved(runs);
    }

    /// <summary>A run half of whose packs are removed is worth rewriting alone.</summary>
    private static (int Start, int Count) MostlyRemoved(IReadOnlyList<Run> runs)
    {
        for (var i = 0; i < runs.Count; i++)
        {
            var packs = runs[i].Packs;
            if (packs.RemovedCount > 0 && packs.RemovedCount * 2L >= packs.Count) return (i, 1);
        }
        return (0, 0);
    }
}
