using Holdfast.Server.Accounts;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.Insight;

/// <summary>All datasources and groups of one moment.</summary>
/// <param name="All">By server and name.</param>
/// <param name="Groups">By id.</param>
internal sealed record StandingSnapshot(DateTimeOffset Taken, IReadOnlyList<Standing> All, IReadOnlyDictionary<string, GroupRow> Groups, IReadOnlyList<ScheduleRow> Schedules)
{
    /// <summary>Those that somebody sees, in the same order.</summary>
    internal IReadOnlyList<Standing> SeenBy(CallerScope scope) => scope.IsEverything ? All : [.. All.Where(standing => scope.Sees(standing.Row.Server, standing.Row.GroupId))];
}
