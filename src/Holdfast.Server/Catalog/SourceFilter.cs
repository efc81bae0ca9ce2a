namespace Holdfast.Server.Catalog;

/// <summary>Which datasources are wanted.</summary>
/// <param name="Inactive">Only those that are in no group.</param>
internal sealed record SourceFilter(bool Inactive)
{
    /// <summary>With <see cref="ScopeGroups"/>: only those on one of these servers (in lower case) or in one of those groups; null wants all.</summary>
    internal IReadOnlyCollection<string>? ScopeServers { get; init; }

    internal IReadOnlyCollection<string>? ScopeGroups { get; init; }

    /// <summary>The condition, or an empty text.</summary>
    internal string Where(bool isPage)
    {
        var parts = new List<string>();
        if (Inactive) parts.Add("group_id IS NULL");
        if (ScopeServers is not null) parts.Add("(LOWER(server) IN @ScopeServers OR group_id IN @ScopeGroups)");
        if (isPage) parts.Add("(server, path) > (@Server, @Path)");
        return parts.Count == 0 ? "" : " WHERE " + string.Join(" AND ", parts);
    }
}
