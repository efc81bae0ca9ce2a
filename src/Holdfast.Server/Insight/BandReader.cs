using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Insight;
using Holdfast.Protection.Goals;
using Holdfast.Protection.Schedules;
using Holdfast.Server.Accounts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.Insight;

/// <summary>What ran, runs, and will run around now.</summary>
internal sealed class BandReader(ServerCatalog catalog, JobRunner runner, Standings standings, TimeProvider time)
{
    /// <summary>So many bars can be told apart; where there are more, those that belong together are one.</summary>
    private const int MostBars = 500;

    /// <summary>Of all kinds together: nobody reads more, and no page draws them.</summary>
    private const int MostInAll = 3000;

    private const int MostPlannedOfAKind = 100, MostQueued = 200;

    /// <summary>What nobody has measured yet takes a bar that can be seen.</summary>
    private static readonly TimeSpan assumed = TimeSpan.FromMinutes(5);

    private static readonly (RunKind Kind, string Type)[] kinds =
    [
        (RunKind.Synchronization, JobTypes.Synchronization), (RunKind.RecoveryPoint, JobTypes.RecoveryPoint), (RunKind.OnlineRecoveryPoint, JobTypes.CloudBackup),
        (RunKind.ConsistencyCheck, JobTypes.ConsistencyCheck), (RunKind.ReplicaCreation, JobTypes.RecoveryPoint),
        (RunKind.ExpressFull, JobTypes.RecoveryPoint), (RunKind.Drill, JobTypes.Drill),
    ];

    private static readonly string[] results = [JobStates.Succeeded, JobStates.SucceededWithWarnings, JobStates.Cancelled, JobStates.Failed];

    internal DayBand Read(CallerScope scope, int hours, string zone)
    {
        var (snapshot, now) = (standings.Now(), time.GetUtcNow());
        var (from, to) = (now.AddHours(-hours), now.AddHours(hours));
        var seen = snapshot.SeenBy(scope);
        var ended = catalog.Band.EndedSince(
            CatalogTime.From(from), scope.IsEverything ? null : [.. scope.Servers.Select(server => server.ToLowerInvariant())], scope.IsEverything ? null : scope.GroupIds, MostBars);
        var typical = ended.GroupBy(row => (row.GroupId ?? "", row.Type)).ToDictionary(rows => rows.Key, rows => TimeSpan.FromTicks((long)rows.Average(row => row.End - row.Start)));
        TimeSpan Typical(string? group, string type) => typical.TryGetValue((group ?? "", type), out var length) && length > TimeSpan.Zero ? length : assumed;

        var groups = seen.Where(standing => standing.State is not (GoalState.Stopped or GoalState.Suspended)).Select(standing => standing.Group!).DistinctBy(group => group.Id).ToList();
        var bySource = seen.ToDictionary(standing => standing.Id);
        var (live, queued) = Live(scope, bySource);
        var bars = ended.Select(row => Ended(row, snapshot))
            .Concat(live.Select(job => Live(job, bySource, now, Typical)))
            .Concat(groups.SelectMany(group => Planned(group, now, to, Typical)));
        var (shown, left) = Nearest([.. bars], now);
        return new DayBand(
            from, now, to, zone, shown,
            [.. groups.SelectMany(group => BackupWindowRule.Between(group.Policy, from, to).Select(window => new BandWindow(group.Name, window.Start, window.End))).OrderBy(window => window.Start)])
        {
            Left = left + queued,
        };
    }

    private static BandJob Ended(BandRow row, StandingSnapshot snapshot) => new(
        row.Id, row.SourceId, row.Name, snapshot.Groups.GetValueOrDefault(row.GroupId ?? "")?.Name, row.Type, results[row.Result], CatalogTime.To(row.Start), CatalogTime.To(row.End),
        (int)Math.Min(row.Count, int.MaxValue));

    internal static (IReadOnlyList<BandJob> Shown, int Left) Nearest(IReadOnlyList<BandJob> bars, DateTimeOffset now, int most = MostInAll)
    {
        TimeSpan Distance(BandJob bar) => bar.End < now ? now - bar.End : bar.Start > now ? bar.Start - now : TimeSpan.Zero;
        var nearest = bars.OrderBy(Distance).ToList();
        return ([.. nearest.Take(most).OrderBy(bar => bar.Start)], nearest.Skip(most).Sum(bar => bar.Count));
    }

    private (IReadOnlyList<LiveJob> Shown, int Left) Live(CallerScope scope, Dictionary<string, Standing> bySource)
    {
        var live = runner.Live.Where(job => scope.IsEverything || bySource.ContainsKey(job.SourceId ?? "")).ToLookup(job => job.IsRunning);
        return ([.. live[true], .. live[false].Take(MostQueued)], Math.Max(0, live[false].Count() - MostQueued));
    }

    private BandJob Live(LiveJob job, Dictionary<string, Standing> bySource, DateTimeOffset now, Func<string?, string, TimeSpan> typical)
    {
        var source = bySource.GetValueOrDefault(job.SourceId ?? "");
        var row = LiveJobs.Counted(job, time);
        var start = job.IsRunning ? CatalogTime.To(row.Started) ?? now : now;
        return new BandJob(
            job.Id, job.SourceId, source?.Row.Name, source?.Group?.Name, row.Type, job.IsRunning ? JobStates.Running : JobStates.Queued, start,
            Later(now, Left(row) is { } left ? now + left : start + typical(source?.Group?.Id, row.Type)));
    }

    private static IEnumerable<BandJob> Planned(GroupRow group, DateTimeOffset now, DateTimeOffset to, Func<string?, string, TimeSpan> typical)
    {
        foreach (var (kind, type) in kinds)
            foreach (var start in NextRun.Between(group.Policy, kind, now, to, MostPlannedOfAKind))
                yield return new BandJob(null, null, null, group.Name, type, BandJob.Planned, start, start + typical(group.Id, type));
    }

    // By bytes, where their number is known: the first second tells nothing.
    private static TimeSpan? Left(JobRow row) =>
        row is { DurationMs: > 1000, BytesTotal: > 0, BytesRead: > 0 } ? TimeSpan.FromMilliseconds(Math.Min(row.DurationMs * (Math.Max(0.0, row.BytesTotal - row.BytesRead) / row.BytesRead), 1e9)) : null;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
