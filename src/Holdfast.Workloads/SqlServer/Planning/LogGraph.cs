namespace Holdfast.Workloads.SqlServer.Planning;

/// <summary>Which log can be applied after which, by SQL Server's own rules: a log begins at or before the record that is needed next, on the same recovery path.</summary>
internal sealed class LogGraph
{
    private readonly Dictionary<Guid, BackupSet[]> _byFork;
    private readonly Dictionary<Guid, BackupSet[]> _arriving;
    private readonly Dictionary<(Guid Fork, Lsn At), DateTimeOffset> _quiet = [];
    private readonly Dictionary<Guid, DateTimeOffset> _abandoned = [];

    public LogGraph(IReadOnlyCollection<BackupSet> sets)
    {
        var logs = sets.Where(set => set is { Kind: BackupSetKind.Log, Damaged: false }).DistinctBy(set => set.Id).ToList();
        _byFork = logs.Where(log => !log.IsEmptyLog).GroupBy(log => log.FirstFork).ToDictionary(group => group.Key, group => group.OrderBy(log => log.First).ToArray());
        // A full backup that was taken after a fork begins inside the log that crosses it.
        _arriving = logs.Where(log => log.CrossesFork).GroupBy(log => log.LastFork).ToDictionary(group => group.Key, group => group.ToArray());
        // A log that ends where something else does, as an empty one, says that nothing was logged until it was taken.
        foreach (var log in logs)
        {
            var key = (log.LastFork, log.Last);
            if (!_quiet.TryGetValue(key, out var until) || until < log.Started) _quiet[key] = log.Started;
        }
        foreach (var log in logs.Where(log => log.CrossesFork)) _abandoned[log.Id] = AbandonedAt(log, sets);
    }

    /// <summary>Where a full or differential backup leads.</summary>
    public LogPosition After(BackupSet data) => Quiet(new LogPosition(data.Last, data.LastFork, data.Finished));

    public LogPosition After(LogStep step) =>
        step.StopBefore.IsZero ? Quiet(new LogPosition(step.Set.Last, step.Set.LastFork, step.Set.Started))
        : new LogPosition(step.StopBefore, step.Set.LastFork, step.Set.Started, AtFork: true);

    /// <summary>Every log that can be applied next and leads further.</summary>
    public IEnumerable<LogStep> Next(LogPosition position)
    {
        if (_arriving.TryGetValue(position.Fork, out var arriving) && !position.AtFork)
            foreach (var log in arriving.Where(log => log.ForkPoint <= position.At && position.At < log.Last)) yield return new LogStep(log);
        if (!_byFork.TryGetValue(position.Fork, out var logs)) yield break;
        foreach (var log in logs.TakeWhile(log => log.First <= position.At))
        {
            if (log.CrossesFork)
            {
                if (position.At <= log.ForkPoint) yield return new LogStep(log);
                continue;
            }
            if (position.AtFork || log.Last <= position.At) continue;
            yield return new LogStep(log);
            // The path that somebody left: only its part before the fork leads to where a later log begins.
            foreach (var point in logs.Where(fork => fork.CrossesFork && fork.First > position.At && fork.ForkPoint < log.Last).Select(fork => fork.ForkPoint).Distinct())
                yield return new LogStep(log, point);
        }
    }

    /// <summary>The moment after which a log speaks of what the database was: one that crosses a fork holds nothing of the path that was left.</summary>
    public DateTimeOffset ServesAfter(LogStep step, LogPosition before) =>
        _abandoned.TryGetValue(step.Set.Id, out var left) && left > before.Known ? left : before.Known;

    private LogPosition Quiet(LogPosition position) =>
        _quiet.TryGetValue((position.Fork, position.At), out var until) && until > position.Known ? position with { Known = until } : position;

    private static DateTimeOffset AbandonedAt(BackupSet log, IReadOnlyCollection<BackupSet> sets) =>
        sets.Where(set => set.LastFork == log.FirstFork && set.Finished <= log.Started && set.Id != log.Id).Select(set => set.Finished).DefaultIfEmpty(DateTimeOffset.MinValue).Max();
}
