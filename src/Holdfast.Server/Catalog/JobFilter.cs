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
    /// <summary>Sources s whose name or path has the text.</summary>
    internal const string SourceHasText = @"(LOWER(s.name) LIKE @Pattern ESCAPE '\' OR LOWER(s.path) LIKE @Pattern ESCAPE '\')";

    /// <summary>Errors e that have the text.</summary>
    internal const string ErrorHasText = @"(LOWER(e.message) LIKE @Pattern ESCAPE '\' OR LOWER(e.item) LIKE @Pattern ESCAPE '\')";

    private const string JobHasText = $"({SourceHasText} OR EXISTS (SELECT 1 FROM job_errors e WHERE e.job_id = j.id AND {ErrorHasText}))";

    /// <summary>With <see cref="ScopeGroups"/>: only jobs of datasources on one of these servers (in lower case) or in one of those groups; null sees all.</summary>
    internal IReadOnlyCollection<string>? ScopeServers { get; init; }

    internal IReadOnlyCollection<string>? ScopeGroups { get; init; }

    /// <summary><see cref="Text"/> for LIKE.</summary>
    internal string? Pattern => Text is null ? null
        : "%" + Text.ToLowerInvariant().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";

    /// <summary>The condition over jobs j and their sources s, or an empty text.</summary>
    /// <param name="isPage">Only jobs behind @Created and @Id.</param>
    internal string Where(bool isPage, bool withText = true)
    {
        var parts = OfJobs("").Concat(OfSources());
        if (Text is not null && withText) parts = parts.Append(JobHasText);
        if (isPage) parts = parts.Append("(j.created, j.id) < (@Created, @Id)");
        return Joined(" WHERE ", parts);
    }

    /// <summary>What is asked of the jobs of one source, as " AND …" behind the source's own condition.</summary>
    /// <param name="isPage">Only jobs behind @Created and @Id.</param>
    /// <returns>Such that neither database reads by another index than that of sources: SQLite, which counts nothing, may otherwise choose the one of states.</returns>
    internal string AndOfOneSource(bool isPage)
    {
        var parts = OfJobs(" || ''");
        if (isPage) parts = parts.Append("(j.created, j.id) < (@Created, @Id)");
        return Joined(" AND ", parts);
    }

    /// <summary>What is asked of sources s beside the text, as " AND …".</summary>
    internal string AndOfSources() => Joined(" AND ", SourceId is null ? OfSources() : OfSources().Append("s.id = @SourceId"));

    /// <summary>The values that conditions name.</summary>
    /// <param name="before">What a page stands behind, or null.</param>
    internal object Values(JobRow? before, int limit) => new
    {
        State, Type, SourceId, Server, GroupId, From, To, Pattern, ScopeServers = new SqlList(ScopeServers ?? []), ScopeGroups = new SqlList(ScopeGroups ?? []), before?.Created, before?.Id, limit,
    };

    private IEnumerable<string> OfJobs(string noIndex)
    {
        if (State is not null) yield return $"j.state{noIndex} = @State";
        if (Type is not null) yield return $"j.type{noIndex} = @Type";
        if (SourceId is not null) yield return "j.source_id = @SourceId";
        if (Server is not null) yield return $"j.server{noIndex} = @Server";
        if (From is not null) yield return "j.created >= @From";
        if (To is not null) yield return "j.created <= @To";
    }

    private IEnumerable<string> OfSources()
    {
        if (GroupId is not null) yield return "s.group_id = @GroupId";
        if (ScopeServers is not null) yield return "(LOWER(s.server) IN @ScopeServers OR s.group_id IN @ScopeGroups)";
    }

    private static string Joined(string first, IEnumerable<string> parts) => string.Join(" AND ", parts) is { Length: > 0 } text ? first + text : "";
}
