using Holdfast.Server.Catalog;

namespace Holdfast.Server.Agents;

/// <summary>After how many days the absence of a production server is an alert: the fewest of the groups that protect something of it, or those of the settings where none does.</summary>
internal sealed class StaleLimits(SourceTable sources, GroupTable groups, AgentRules rules)
{
    /// <summary>As groups and members are now; asks the catalog with the first question.</summary>
    internal Func<string, int> Now()
    {
        var days = new Lazy<Dictionary<string, int>>(Read);
        return server => days.Value.GetValueOrDefault(server, (int)rules.Stale.TotalDays);
    }

    private Dictionary<string, int> Read()
    {
        var ofGroups = groups.All().Where(group => !group.Suspended).ToDictionary(group => group.Id, group => group.Policy.StaleAfterDays);
        var days = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var (server, group) in sources.Memberships())
            if (ofGroups.TryGetValue(group, out var ofGroup)) days[server] = Math.Min(ofGroup, days.GetValueOrDefault(server, ofGroup));
        return days;
    }
}
