using System.Data;
using Dapper;
using Holdfast.Server.Alerts;
using Holdfast.Server.Changes;

namespace Holdfast.Server.Catalog;

/// <summary>Alerts. At most one is active for a code and a subject.</summary>
internal sealed class AlertTable(CatalogDatabase database)
{
    private const string Columns = "id, severity, code, subject, message, remedy, created, last_seen, resolved, type";

    // The subject is a datasource, or an agent: then server and group are those of what is protected there, of several groups one.
    private const string Select =
        """
        SELECT a.id, a.severity, a.code, a.subject, a.message, a.remedy, a.created, a.last_seen, a.resolved, a.type,
            COALESCE(s.server, c.name) AS server, COALESCE(s.group_id, g.id) AS group_id, g.name AS group_name
        FROM alerts a LEFT JOIN sources s ON s.id = a.subject LEFT JOIN agents c ON c.id = a.subject LEFT JOIN protection_groups g
            ON g.id = CASE WHEN c.id IS NULL THEN s.group_id ELSE (SELECT MIN(m.group_id) FROM sources m WHERE m.server = c.name) END
        """;

    /// <summary>Newest first.</summary>
    internal IReadOnlyList<AlertRow> List(bool includeResolved) => List(new AlertFilter { IncludeResolved = includeResolved });

    /// <summary>Newest first.</summary>
    internal IReadOnlyList<AlertRow> List(AlertFilter filter) => database.Read(connection =>
    {
        var conditions = Conditions(filter).ToList();
        var where = conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);
        var values = new
        {
            AlertId = filter.Id, Severities = new SqlList(filter.Severities ?? []), filter.Type, filter.Server, filter.GroupId, filter.From, filter.To, filter.Limit, ScopeServers = new SqlList(filter.ScopeServers ?? []), ScopeGroups = new SqlList(filter.ScopeGroups ?? []),
            Text = filter.Text is { } text ? $"%{Escaped(text.ToLowerInvariant())}%" : null, BeforeCreated = filter.Before?.Created, BeforeId = filter.Before?.Id,
        };
        return connection.Query<AlertRow>(Select + where + " ORDER BY a.created DESC, a.id DESC LIMIT @Limit", values).AsList();
    });

    internal AlertRow? ById(string id) => database.Read(connection => connection.QueryFirstOrDefault<AlertRow>(Select + " WHERE a.id = @id", new { id }));

    internal IReadOnlyDictionary<string, long> ActiveBySeverity() => database.Read(connection =>
        connection.Query<(string Severity, long Count)>("SELECT severity, COUNT(*) FROM alerts WHERE resolved IS NULL GROUP BY severity")
            .ToDictionary(row => row.Severity, row => row.Count));

    /// <summary>Raises an alert, or notes that the cause of the active one was seen again.</summary>
    /// <returns>What has changed for a person; null where it was there already and is not worse.</returns>
    internal AlertChange? Raise(AlertRow alert, IAlertObserver? observer)
    {
        AlertChange? change = null;
        database.Write((connection, transaction) =>
        {
            var before = connection.QueryFirstOrDefault<AlertRow>(
                Select + " WHERE a.code = @Code AND a.subject = @Subject AND a.resolved IS NULL", alert, transaction);
            if (before is null)
                connection.Execute(
                    $"INSERT INTO alerts ({Columns}) VALUES (@Id, @Severity, @Code, @Subject, @Message, @Remedy, @Created, @LastSeen, @Resolved, @Type)", alert, transaction);
            else
                connection.Execute(
                    "UPDATE alerts SET severity = @Severity, message = @Message, remedy = @Remedy, type = @Type, last_seen = @LastSeen WHERE id = @id",
                    new { alert.Severity, alert.Message, alert.Remedy, alert.Type, alert.LastSeen, id = before.Id }, transaction);
            if (before is not null && AlertNames.Rank(alert.Severity) <= AlertNames.Rank(before.Severity)) return;
            var now = connection.QueryFirst<AlertRow>(Select + " WHERE a.id = @id", new { id = before?.Id ?? alert.Id }, transaction);
            change = new AlertChange(before is null ? AlertNews.Raised : AlertNews.Worsened, now);
            observer?.Writing(change, connection, transaction);
        });
        if (change is not null) database.Changes.Touch(ChangeTopic.Alerts);
        return change;
    }

    internal bool HasActive(int code, string subject) => database.Read(connection =>
        connection.ExecuteScalar<long>("SELECT COUNT(*) FROM alerts WHERE code = @code AND subject = @subject AND resolved IS NULL", new { code, subject }) > 0);

    /// <summary>Resolves active alerts.</summary>
    /// <param name="condition">SQL over "a", such as "a.id = @id".</param>
    internal IReadOnlyList<AlertChange> Resolve(string condition, object values, long time, IAlertObserver? observer)
    {
        var changes = new List<AlertChange>();
        database.Write((connection, transaction) =>
        {
            foreach (var alert in connection.Query<AlertRow>(Select + " WHERE a.resolved IS NULL AND " + condition, values, transaction).AsList())
            {
                connection.Execute("UPDATE alerts SET resolved = @time WHERE id = @id", new { id = alert.Id, time }, transaction);
                var change = new AlertChange(AlertNews.Resolved, alert with { Resolved = time });
                observer?.Writing(change, connection, transaction);
                changes.Add(change);
            }
        });
        if (changes.Count > 0) database.Changes.Touch(ChangeTopic.Alerts);
        return changes;
    }

    internal void DeleteResolvedBefore(long time) => database.Write(ChangeTopic.Alerts, "DELETE FROM alerts WHERE resolved < @time", new { time });

    private static IEnumerable<string> Conditions(AlertFilter filter)
    {
        if (filter.Id is not null) yield return "a.id = @AlertId";
        if (!filter.IncludeResolved) yield return "a.resolved IS NULL";
        if (filter.Severities is not null) yield return "a.severity IN @Severities";
        if (filter.Type is not null) yield return "a.type = @Type";
        if (filter.Server is not null) yield return "(COALESCE(s.server, c.name) = @Server OR a.subject = @Server)";
        if (filter.GroupId is not null) yield return "(s.group_id = @GroupId OR a.subject = @GroupId OR EXISTS (SELECT 1 FROM sources m WHERE m.server = c.name AND m.group_id = @GroupId))";
        if (filter.From is not null) yield return "a.created >= @From";
        if (filter.To is not null) yield return "a.created <= @To";
        if (filter.Text is not null)
            yield return "(LOWER(a.message) LIKE @Text ESCAPE '!' OR LOWER(a.remedy) LIKE @Text ESCAPE '!' OR LOWER(a.subject) LIKE @Text ESCAPE '!')";
        if (filter.ScopeServers is not null)
            yield return
                """
                (LOWER(COALESCE(s.server, c.name)) IN @ScopeServers OR s.group_id IN @ScopeGroups
                    OR EXISTS (SELECT 1 FROM sources m WHERE m.server = c.name AND m.group_id IN @ScopeGroups))
                """;
        if (filter.Before is not null) yield return "(a.created < @BeforeCreated OR (a.created = @BeforeCreated AND a.id < @BeforeId))";
    }

    private static string Escaped(string text) => text.Replace("!", "!!").Replace("%", "!%").Replace("_", "!_");
}
