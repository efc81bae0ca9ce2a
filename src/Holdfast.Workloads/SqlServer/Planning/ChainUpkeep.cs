namespace Holdfast.Workloads.SqlServer.Planning;

/// <summary>What the next recovery point still needs of the sets before it.</summary>
internal static class ChainUpkeep
{
    /// <summary>Logs over one data backup, after which a differential is taken: a state has room for half as many again, and a restore takes them one by one.</summary>
    public const int MostLogs = 1000;

    /// <summary>The newest full backup, the newest differential over it, and the logs from there on; empty where there is no full one. Of logs that hold nothing, the newest stays: it
    /// says until when nothing happened.</summary>
    public static IReadOnlyList<BackupSet> Needed(IReadOnlyList<BackupSet> chain)
    {
        if (chain.LastOrDefault(set => set is { Kind: BackupSetKind.Full, Damaged: false }) is not { } full) return [];
        var differential = chain.LastOrDefault(set => set is { Damaged: false } && set.IsBasedOn(full) && set.Last >= full.Last);
        var data = differential ?? full;
        var logs = chain.Where(set => set is { Kind: BackupSetKind.Log, Damaged: false } && set.Finished >= data.Started && (set.Last > data.Last || set.Started > data.Finished)).ToList();
        var empty = logs.LastOrDefault(log => log.IsEmptyLog);
        return [.. chain.Where(set => set == full || set == differential || (logs.Contains(set) && (!set.IsEmptyLog || set == empty)))];
    }

    /// <summary>The record at which the next log must begin at the latest: the end of what can be replayed without a gap.</summary>
    public static Lsn End(IReadOnlyList<BackupSet> chain)
    {
        if (chain.LastOrDefault(set => set is { Kind: BackupSetKind.Full, Damaged: false }) is not { } full) return Lsn.Zero;
        var data = chain.LastOrDefault(set => set is { Damaged: false } && set.IsBasedOn(full) && set.Last >= full.Last) ?? full;
        var graph = new LogGraph(chain);
        var start = graph.After(data);
        return LogWalk.From(graph, start, _ => true).Where(edge => edge.Step.StopBefore.IsZero).Select(edge => edge.After.At).Append(start.At).Max();
    }
}
