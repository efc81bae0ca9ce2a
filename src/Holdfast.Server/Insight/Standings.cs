using Holdfast.Protection.Goals;
using Holdfast.Server.Catalog;
using Holdfast.Server.Changes;

namespace Holdfast.Server.Insight;

/// <summary>
/// Knows how every datasource stands to its goals. What was read is used again as long as nothing of it has changed, and no longer than <see cref="longest"/>: time alone
/// makes datasources late.
/// </summary>
internal sealed class Standings(ServerCatalog catalog, TimeProvider time)
{
    private static readonly TimeSpan longest = TimeSpan.FromSeconds(30);
    private readonly Lock gate = new();
    private (long Changes, StandingSnapshot Snapshot)? known;

    internal StandingSnapshot Now()
    {
        lock (gate)
        {
            // Counted before it is read: what changes while it is read counts for the next time.
            var changes = catalog.Changes.Count(ChangeTopic.Sources, ChangeTopic.Groups, ChangeTopic.Points);
            var now = time.GetUtcNow();
            if (known is { } before && before.Changes == changes && (now - before.Snapshot.Taken).Duration() < longest) return before.Snapshot;
            var snapshot = Read(now);
            known = (changes, snapshot);
            return snapshot;
        }
    }

    private StandingSnapshot Read(DateTimeOffset now)
    {
        var groups = catalog.Groups.All().ToDictionary(group => group.Id);
        var schedules = catalog.Schedules.All();
        var next = schedules.GroupBy(row => row.GroupId).ToDictionary(rows => rows.Key, rows => CatalogTime.To(rows.Min(row => row.Due)));
        var oldest = groups.Values.ToDictionary(group => group.Id, group => GoalRule.OldestAcceptable(group.Policy, now));
        return new StandingSnapshot(now, [.. catalog.Standings.All().Select(row => Judge(row, groups.GetValueOrDefault(row.GroupId ?? ""), oldest, next))], groups, schedules);
    }

    private static Standing Judge(StandingRow row, GroupRow? group, Dictionary<string, DateTimeOffset?> oldest, Dictionary<string, DateTimeOffset?> next)
    {
        var state = GoalRule.Judge(
            group is not null, group is { Suspended: true }, Health(row.ReplicaState), CatalogTime.To(row.Newest), group is null ? null : oldest[group.Id]);
        return new Standing(row, group, state, group is null ? null : next.GetValueOrDefault(group.Id));
    }

    private static ReplicaHealth Health(string replicaState) => replicaState switch
    {
        ReplicaStates.Ok => ReplicaHealth.Ok,
        ReplicaStates.Inconsistent => ReplicaHealth.Inconsistent,
        _ => ReplicaHealth.Pending,
    };
}
