namespace Holdfast.Workloads.SqlServer.Planning;

/// <summary>Log that no usable set holds.</summary>
/// <param name="Before">The set before it.</param>
/// <param name="After">The set after it.</param>
internal sealed record ChainGap(BackupSet Before, BackupSet After)
{
    public override string ToString() =>
        $"the log from LSN {Before.Last} to {After.First} is missing, between the backups of {ReachableRange.Text(Before.Started)} and {ReachableRange.Text(After.Started)}";

    /// <summary>Gaps of each recovery path in the order of its log. A path that begins after another's fork has no gap there.</summary>
    public static IReadOnlyList<ChainGap> Find(IEnumerable<BackupSet> sets)
    {
        var gaps = new List<ChainGap>();
        foreach (var fork in sets.Where(set => set is { Kind: BackupSetKind.Log, Damaged: false }).GroupBy(set => set.LastFork))
        {
            BackupSet? furthest = null;
            foreach (var log in fork.OrderBy(log => log.First).ThenBy(log => log.Last))
            {
                if (furthest is not null && log.First > furthest.Last) gaps.Add(new ChainGap(furthest, log));
                if (furthest is null || log.Last > furthest.Last) furthest = log;
            }
        }
        return gaps;
    }
}
