namespace Holdfast.Server.Catalog;

/// <summary>Which jobs are wanted; null does not filter.</summary>
/// <param name="Server">Production server of the job's datasource.</param>
/// <param name="GroupId">The group that the datasource is in now.</param>
/// <param name="Text">Part of the datasource's name or path, or of an error or its item, in upper or lower case.</param>
/// <param name="From">Created at this time or later.</param>
/// <param name="To">Created at this time or earlier.</param>
internal sealed record JobFilter(
    string? State = null, string? Type = null, string? SourceId = null, string? Server = null, string? GroupId = null, string? Text = null, long? From = null, long? To = null)
{
    /// <summary>With <see cref="ScopeGroups"/>: only jobs of datasources on one of these servers (in lower case) or in one of those groups; null sees all.</summary>
    internal IReadOnlyCollection<string>? ScopeServers { get; init; }

    internal IReadOnlyCollection<string>? ScopeGroups { get; init; }

    /// <summary>The condition over jobs j and their sources s, or an empty text.</summary>
    internal string Where(bool isPage)
    {
        var parts = new List<string>();
        if (State is not null) parts.Add("j.state = @State");
        if (Type is not null) parts.Add("j.type = @Type");
        if (SourceId is not null) parts.Add("j.source_id = @SourceId");
        if (Server is not null) parts.Add("j.server = @Server");
        if (GroupId is not null) parts.Add("s.group_id = @GroupId");
        if (From is not null) parts.Add("j.created >= @From");
        if (To is not null) parts.Add("j.created <= @To");
        if (Text is not null)
            parts.Add(
                """
                (LOWER(s.name) LIKE @Pattern ESCAPE '\' OR LOWER(s.path) LIKE @Pattern ESCAPE '\' OR EXISTS (SELECT 1 FROM job_errors e WHERE e.job_id = j.id
                    AND (LOWER(e.message) LIKE @Pattern ESCAPE '\' OR LOWER(e.item) LIKE @Pattern ESCAPE '\')))
                """);
        if (ScopeServers is not null) parts.Add("(LOWER(s.server) IN @ScopeServers OR s.group_id IN @ScopeGroups)");
        if (isPage) parts.Add("(j.created, j.id) < (@Created, @Id)");
        return parts.Count == 0 ? "" : " WHERE " + string.Join(" AND ", parts);
    }

    /// <summary><see cref="Text"/> for LIKE.</summary>
    internal string? Pattern => Text is null ? null
        : "%" + Text.ToLowerInvariant().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
}
