using Holdfast.Server.Accounts;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.Reports;

/// <summary>Which datasources a report is about.</summary>
/// <param name="Scope">What its reader sees.</param>
internal sealed record ReportFilter(string? GroupId, string? Server, CallerScope Scope)
{
    /// <summary>The condition over sources s, as " AND …" or an empty text.</summary>
    internal string AndOfSources()
    {
        var text = "";
        if (GroupId is not null) text += " AND s.group_id = @GroupId";
        if (Server is not null) text += " AND LOWER(s.server) = @ServerKey";
        if (!Scope.IsEverything) text += " AND (LOWER(s.server) IN @ScopeServers OR s.group_id IN @ScopeGroups)";
        return text;
    }

    internal bool Wants(SourceRow source) =>
        Scope.Sees(source) && (GroupId is null || source.GroupId == GroupId) && (Server is null || string.Equals(source.Server, Server, StringComparison.OrdinalIgnoreCase));

    /// <summary>The values that <see cref="AndOfSources"/> names, with the period.</summary>
    internal object Values(DateTimeOffset from, DateTimeOffset to) => new
    {
        GroupId, ServerKey = Server?.ToLowerInvariant(), ScopeServers = new SqlList(Scope.Servers.Select(server => server.ToLowerInvariant())), ScopeGroups = new SqlList(Scope.GroupIds),
        From = CatalogTime.From(from), To = CatalogTime.From(to),
    };
}
