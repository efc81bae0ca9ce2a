using Holdfast.Contracts.Api.Insight;
using Holdfast.Protection.Goals;
using Holdfast.Server.Accounts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Groups;

namespace Holdfast.Server.Insight;

/// <summary>Pages of protection groups: their members are counted, not read.</summary>
internal sealed class GroupLister(Standings standings)
{
    /// <param name="text">Part of the name or the whole id; null: every group.</param>
    internal GroupSummaries Page(CallerScope scope, string? text, int offset, int limit)
    {
        var snapshot = standings.Now();
        var members = snapshot.SeenBy(scope).Where(one => one.Group is not null).ToLookup(one => one.Group!.Id, StringComparer.Ordinal);
        var fitting = snapshot.Groups.Values
            .Where(group => (scope.SeesGroup(group.Id) || members.Contains(group.Id)) && (text is null || group.Id == text || group.Name.Contains(text, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(group => group.Name, StringComparer.OrdinalIgnoreCase).ToList();
        var due = snapshot.Schedules.ToLookup(row => row.GroupId, StringComparer.Ordinal);
        return new GroupSummaries(fitting.Count, offset, [.. fitting.Skip(offset).Take(limit).Select(group => Show(group, [.. members[group.Id]], due[group.Id]))]);
    }

    private static GroupSummary Show(GroupRow group, IReadOnlyList<Standing> members, IEnumerable<ScheduleRow> schedules)
    {
        int Count(GoalState state) => members.Count(one => one.State == state);
        return new GroupSummary(
            group.Id, group.Name, group.Suspended, PolicyView.Show(group.Policy), group.Policy.Online?.DailyDays ?? group.OnlineRetentionDays, members.Count,
            group.Online ? members.Count : members.Count(one => one.Row.Online), members.Max(one => one.Newest), group.Suspended ? null : CatalogTime.To(schedules.Min(row => row.Due)),
            Count(GoalState.Late), Count(GoalState.Inconsistent), Count(GoalState.Pending));
    }
}
