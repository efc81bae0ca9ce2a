namespace Holdfast.Workloads.SqlServer.Planning;

/// <summary>Finds the sets that bring a database back: the newest usable full backup, the best differential over it, and the logs from there on.</summary>
internal sealed class ChainPlanner
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly IReadOnlyList<BackupSet> _sets;
    private readonly LogGraph _logs;
    private readonly IReadOnlyList<DataBase> _bases;

    /// <param name="sets">Of one database; damaged ones are left out.</param>
    public ChainPlanner(IEnumerable<BackupSet> sets)
    {
        _sets = [.. sets.DistinctBy(set => set.Id)];
        _logs = new LogGraph(_sets);
        _bases = [.. DataBases().OrderByDescending(data => data.Newest.Finished).ThenByDescending(data => data.Newest.Last)];
    }

    public ChainAnswer Plan(RestoreTarget target)
    {
        var plan = target switch
        {
            RestoreTarget.EndOf(var set) => ToEndOf(set),
            RestoreTarget.Moment(var time) => ToMoment(time),
            RestoreTarget.Newest => ToNewest(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return plan is not null ? new ChainAnswer(plan, null) : new ChainAnswer(null, Refuse(target));
    }

    /// <summary>Every moment that can be reached, in order, adjoining ranges as one.</summary>
    public IReadOnlyList<ReachableRange> Reachable()
    {
        var ranges = new List<ReachableRange>();
        var seen = new HashSet<(Guid, Lsn)>();
        foreach (var data in _bases)
        {
            ranges.Add(new ReachableRange(data.Newest.Finished, data.Newest.Finished));
            var start = _logs.After(data.Newest);
            if (start.Known > data.Newest.Finished) ranges.Add(new ReachableRange(data.Newest.Finished + Second, start.Known));
            foreach (var edge in LogWalk.From(_logs, start, _ => true))
            {
                // Once a log was reached, what follows it is the same from any base; only the step onto it differs.
                if (!seen.Add((edge.Step.Set.Id, edge.Before.At))) continue;
                var from = Later(_logs.ServesAfter(edge.Step, edge.Before), data.Newest.Finished) + Second;
                var to = edge.Step.StopBefore.IsZero ? edge.Step.Set.Started : from - Second;
                if (edge.Step.Set.Bulk) from = to;
                if (from <= to) ranges.Add(new ReachableRange(from, to));
                if (edge.After.Known > to && edge.Step.StopBefore.IsZero) ranges.Add(new ReachableRange(to, edge.After.Known));
            }
        }
        return Merge(ranges);
    }

    private IEnumerable<DataBase> DataBases()
    {
        var usable = _sets.Where(set => !set.Damaged).ToList();
        foreach (var full in usable.Where(set => set.Kind == BackupSetKind.Full))
        {
            yield return new DataBase(full, null);
            foreach (var differential in usable.Where(set => set.IsBasedOn(full) && set.Last >= full.Last)) yield return new DataBase(full, differential);
        }
    }

    private ChainPlan? ToEndOf(Guid id)
    {
        if (_sets.FirstOrDefault(set => set.Id == id) is not { Damaged: false } wanted) return null;
        if (wanted.Kind != BackupSetKind.Log)
            return _bases.FirstOrDefault(data => data.Newest.Id == id) is { } exact ? Finish(exact, [], null, wanted.Finished) : null;
        foreach (var data in _bases.Where(data => data.Newest.Finished <= wanted.Finished))
        {
            var start = _logs.After(data.Newest);
            // A log that ends where the base does adds nothing; one that is empty adds time.
            if (start.Fork == wanted.LastFork && start.At == wanted.Last) return Finish(data, [], null, Later(wanted.Started, data.Newest.Finished));
            foreach (var edge in LogWalk.From(_logs, start, _ => true))
                if (edge.Step.StopBefore.IsZero && (edge.Step.Set.Id == id || (wanted.IsEmptyLog && edge.After.At == wanted.Last && edge.After.Fork == wanted.LastFork)))
                    return Finish(data, edge.Path(), null, Later(wanted.Started, edge.Step.Set.Started));
        }
        return null;
    }

    private ChainPlan? ToMoment(DateTimeOffset time)
    {
        foreach (var data in _bases.Where(data => data.Newest.Finished + Second <= time))
        {
            var start = _logs.After(data.Newest);
            if (time <= start.Known) return Finish(data, [], null, time);
            foreach (var edge in LogWalk.From(_logs, start, position => position.Known < time))
                if (edge.Step.StopBefore.IsZero && Serves(edge, time)) return Finish(data, edge.Path(), time, time);
        }
        // The very second in which a data backup ended.
        return _bases.FirstOrDefault(data => data.Newest.Finished <= time && time < data.Newest.Finished + Second) is { } exact ? Finish(exact, [], null, exact.Newest.Finished) : null;
    }

    private bool Serves(LogWalk.Edge edge, DateTimeOffset time) =>
        _logs.ServesAfter(edge.Step, edge.Before) < time && time <= edge.After.Known && (!edge.Step.Set.Bulk || time >= edge.Step.Set.Started);

    private ChainPlan? ToNewest()
    {
        ChainPlan? best = null;
        foreach (var data in _bases)
        {
            var start = _logs.After(data.Newest);
            best = Better(best, start.Known, () => Finish(data, [], null, start.Known));
            foreach (var edge in LogWalk.From(_logs, start, _ => true).Where(edge => edge.Step.StopBefore.IsZero))
                best = Better(best, edge.After.Known, () => Finish(data, edge.Path(), null, edge.After.Known));
        }
        return best;
    }

    private static ChainPlan? Better(ChainPlan? best, DateTimeOffset reaches, Func<ChainPlan> plan) => best is null || reaches > best.Reaches ? plan() : best;

    private ChainPlan Finish(DataBase data, IReadOnlyList<LogStep> logs, DateTimeOffset? stopAt, DateTimeOffset reaches) =>
        new(data.Full, data.Differential, logs, stopAt, reaches, ChainWarnings.For(data.Full, logs, stopAt));

    private ChainRefusal Refuse(RestoreTarget target)
    {
        var gaps = ChainGap.Find(_sets);
        var reason = target switch
        {
            RestoreTarget.Moment(var time) when _sets.FirstOrDefault(set => set is { Kind: BackupSetKind.Log, Bulk: true } && IsInside(set, time)) is { } bulk =>
                $"{ReachableRange.Text(time)} is inside the log backup of {ReachableRange.Text(bulk.Started)}, which holds bulk-logged work and can only be applied whole",
            RestoreTarget.Moment(var time) => $"no set of backups reaches {ReachableRange.Text(time)}{Missing(gaps)}",
            RestoreTarget.EndOf(var id) when _sets.FirstOrDefault(set => set.Id == id) is { } set =>
                $"the backup of {ReachableRange.Text(set.Started)} {(set.Damaged ? "is damaged" : "does not follow from any full backup that is there")}{Missing(gaps)}",
            _ => $"there is no full backup that can be used{Missing(gaps)}",
        };
        return new ChainRefusal(reason, Reachable(), gaps);
    }

    private bool IsInside(BackupSet log, DateTimeOffset time) =>
        time < log.Started && !_sets.Any(other => other.Kind == BackupSetKind.Log && other.Started < log.Started && other.Started >= time);

    private static string Missing(IReadOnlyList<ChainGap> gaps) => gaps.Count == 0 ? "" : ": " + string.Join("; ", gaps.Take(3));

    private static List<ReachableRange> Merge(IEnumerable<ReachableRange> ranges)
    {
        var merged = new List<ReachableRange>();
        foreach (var range in ranges.OrderBy(range => range.From).ThenBy(range => range.To))
        {
            if (merged.Count > 0 && range.From <= merged[^1].To + Second) merged[^1] = merged[^1] with { To = Later(merged[^1].To, range.To) };
            else merged.Add(range);
        }
        return merged;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private sealed record DataBase(BackupSet Full, BackupSet? Differential)
    {
        public BackupSet Newest => Differential ?? Full;
    }
}
