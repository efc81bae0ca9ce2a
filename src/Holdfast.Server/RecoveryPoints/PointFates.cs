using Holdfast.Protection.Retention;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.RecoveryPoints;

/// <summary>What retention makes of the points of a datasource, in one place (disk or vault), and why.</summary>
internal sealed class PointFates(ServerCatalog catalog)
{
    internal const string Stopped = "protection has been stopped", Suspended = "the group is suspended";

    /// <summary>By the points' ids; nothing where nothing expires, because protection was stopped to keep the data or the group is suspended.</summary>
    internal IReadOnlyDictionary<string, PointFate> Of(IReadOnlyList<PointRow> ofSource, GroupRow? group, bool online)
    {
        var held = ofSource.Where(row => online ? row.Online : row.Disk).Select(row => row.ToHeld()).ToList();
        if (group is null or { Suspended: true } || held.Count == 0) return new Dictionary<string, PointFate>();
        // Before the clock was ever looked at nothing is known of the time, and so nothing is over.
        var clock = catalog.Clock.Load() ?? new TrustedClock(DateTimeOffset.MinValue);
        return RetentionPlan.Explain(held, Goal(group, online), group.Policy.TimeZone, clock).ToDictionary(fate => fate.Point.Id);
    }

    internal static RetentionGoal Goal(GroupRow group, bool online) =>
        online ? RetentionGoal.Of(group.OnlineGoal) : RetentionGoal.Of(group.Policy.ShortTerm);
}
