using Dapper;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.Audit;

/// <summary>The audit log. Rows are added, read, and after their time removed from the beginning; there is no way to change one.</summary>
internal sealed class AuditTable(CatalogDatabase database)
{
    private const string Columns = "seq, time, actor, action, subject, outcome, previous_hash, hash";

    internal AuditRow? Last() => database.Read(connection => connection.QueryFirstOrDefault<AuditRow>($"SELECT {Columns} FROM audit_log ORDER BY seq DESC LIMIT 1"));

    internal void Add(AuditRow row) =>
        database.Write($"INSERT INTO audit_log ({Columns}) VALUES (@Seq, @Time, @Actor, @Action, @Subject, @Outcome, @PreviousHash, @Hash)", row);

    /// <summary>Rows after a number, oldest first.</summary>
    internal IReadOnlyList<AuditRow> After(long seq, int limit) => database.Read(connection =>
        connection.Query<AuditRow>($"SELECT {Columns} FROM audit_log WHERE seq > @seq ORDER BY seq LIMIT @limit", new { seq, limit }).AsList());

    /// <summary>Newest first. The text is looked for as it is; its case makes a difference only beyond ASCII.</summary>
    internal IReadOnlyList<AuditRow> Newest(long? from, long? to, string? actor, string? text, int limit)
    {
        var conditions = new List<string>();
        if (from is not null) conditions.Add("time >= @from");
        if (to is not null) conditions.Add("time <= @to");
        if (actor is not null) conditions.Add("actor = @actor");
        if (text is not null) conditions.Add("(LOWER(action) LIKE @pattern ESCAPE '!' OR LOWER(subject) LIKE @pattern ESCAPE '!')");
        var where = conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);
        var pattern = text is null ? null : $"%{text.ToLowerInvariant().Replace("!", "!!").Replace("%", "!%").Replace("_", "!_")}%";
        return database.Read(connection => connection.Query<AuditRow>(
            $"SELECT {Columns} FROM audit_log{where} ORDER BY seq DESC LIMIT @limit", new { from, to, actor, pattern, limit }).AsList());
    }

    /// <summary>The newest row older than a time.</summary>
    internal AuditRow? LastBefore(long time) => database.Read(connection =>
        connection.QueryFirstOrDefault<AuditRow>($"SELECT {Columns} FROM audit_log WHERE time < @time ORDER BY seq DESC LIMIT 1", new { time }));

    /// <summary>Ends the log's beginning: rows up to this number.</summary>
    internal void Trim(long upTo) => database.Write("DELETE FROM audit_log WHERE seq <= @upTo", new { upTo });
}
