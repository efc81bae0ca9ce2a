using Holdfast.Contracts.Api.Groups;
using Holdfast.Protection.Schedules;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.Scheduling;

/// <summary>The due times of groups, of which the catalog is the truth.</summary>
internal sealed class GroupSchedules(ServerCatalog catalog, TimeProvider time)
{
    /// <summary>How long after a replica became inconsistent it is checked by itself: what made it so may need a moment to pass.</summary>
    internal static readonly TimeSpan CheckDelay = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan discovery = TimeSpan.FromDays(1);

    /// <summary>Due times have changed: whoever waits for the earliest looks again.</summary>
    internal event Action? Changed;

    /// <summary>Plans a group from now on. What was missed before is not made up for: the policy that wanted it is gone.</summary>
    internal void Plan(GroupRow group)
    {
        var now = time.GetUtcNow();
        catalog.Schedules.Plan([.. RunKinds.All.Where(kind => kind != RunKinds.AutomaticCheck).Select(kind => Due(
            group, kind, Units(kind == RunKinds.AutoProtection && group.Policy.AutoProtect.Count > 0 && !group.Suspended ? now : Next(group, kind, now))))]);
        Changed?.Invoke();
    }

    /// <summary>Plans what has no row yet, and what lies further ahead than its policy says: a clock that was ahead has planned it.</summary>
    internal void Complete()
    {
        var now = time.GetUtcNow();
        var rows = catalog.Schedules.All().ToDictionary(row => (row.GroupId, row.Kind));
        var changed = new List<ScheduleRow>();
        foreach (var group in catalog.Groups.All())
            foreach (var kind in RunKinds.All.Where(kind => kind != RunKinds.AutomaticCheck))
            {
                var next = Units(Next(group, kind, now));
                if (!rows.TryGetValue((group.Id, kind), out var row) || row.Due > next) changed.Add(Due(group, kind, next));
            }
        if (changed.Count > 0) catalog.Schedules.Plan(changed);
    }

    /// <summary>When work of a kind is due after a time; null where the group has none.</summary>
    internal static DateTimeOffset? Next(GroupRow group, string kind, DateTimeOffset after)
    {
        if (group.Suspended) return null;
        if (kind == RunKinds.AutoProtection) return group.Policy.AutoProtect.Count > 0 ? after + discovery : null;
        return RunKinds.Policy(kind) is { } known ? NextRun.After(group.Policy, known, after) : null;
    }

    /// <summary>A replica of the group has become inconsistent.</summary>
    internal void PlanCheck(GroupRow group)
    {
        if (group.Suspended || !group.Policy.ConsistencyCheck.WhenInconsistent) return;
        catalog.Schedules.Plan(group.Id, RunKinds.AutomaticCheck, Units(time.GetUtcNow() + CheckDelay));
        Changed?.Invoke();
    }

    internal IReadOnlyList<ScheduleInfo> Show(GroupRow group) =>
        [.. catalog.Schedules.OfGroup(group.Id).Where(row => row.Due is not null || row.LastRun is not null)
            .Select(row => new ScheduleInfo(row.Kind, CatalogTime.To(row.Due), CatalogTime.To(row.LastRun), row.LastResult))];

    private static ScheduleRow Due(GroupRow group, string kind, long? due) => new() { GroupId = group.Id, Kind = kind, Due = due };

    private static long? Units(DateTimeOffset? due) => due is { } at ? CatalogTime.From(at) : null;
}
