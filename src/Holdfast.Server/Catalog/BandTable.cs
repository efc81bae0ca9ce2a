using Dapper;

namespace Holdfast.Server.Catalog;

/// <summary>Jobs that ended after a time, one by one while they are few.</summary>
internal sealed class BandTable(CatalogDatabase database)
{
    private const string Result = "CASE j.state WHEN 'succeeded' THEN 0 WHEN 'succeededWithWarnings' THEN 1 WHEN 'cancelled' THEN 2 ELSE 3 END";

    /// <param name="scopeServers">In lower case; with <paramref name="scopeGroups"/>: only jobs of datasources on one of these servers or in one of those groups; null sees all.</param>
    /// <param name="most">Where there are more, those of one group, type, and time are one.</param>
    internal IReadOnlyList<BandRow> EndedSince(long time, IReadOnlyCollection<string>? scopeServers, IReadOnlyCollection<string>? scopeGroups, int most) => database.Read(connection =>
    {
        var from = "FROM jobs j LEFT JOIN sources s ON s.id = j.source_id WHERE j.ended >= @time"
            + (scopeServers is null ? "" : " AND (LOWER(s.server) IN @scopeServers OR s.group_id IN @scopeGroups)");
        var values = new { time, hour = TimeSpan.TicksPerHour, most = most + 1, scopeServers = new SqlList(scopeServers ?? []), scopeGroups = new SqlList(scopeGroups ?? []) };
        var single = connection.Query<BandRow>(
            $"SELECT j.id, j.source_id, s.name, s.group_id, j.type, {Result} AS result, COALESCE(j.started, j.created) AS start, j.ended AS \"end\", 1 AS count {from} LIMIT @most", values).AsList();
        if (single.Count <= most) return single;
        // What a schedule wanted at one time is one, and of the rest what began in one hour.
        return connection.Query<BandRow>(
            $"""
            SELECT s.group_id, j.type, MAX({Result}) AS result, MIN(COALESCE(j.started, j.created)) AS start, MAX(j.ended) AS "end", COUNT(*) AS count {from}
            GROUP BY s.group_id, j.type, COALESCE(j.scheduled_for, j.created - j.created % @hour)
            """, values).AsList();
    });
}
