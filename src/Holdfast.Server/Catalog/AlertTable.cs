using Dapper;

namespace Holdfast.Server.Catalog;

/// <summary>Alerts. At most one is active for a code and a subject.</summary>
internal sealed class AlertTable(CatalogDatabase database)
{
    private const string Columns = "id, severity, code, subject, message, remedy, created, last_seen, resolved";

    /// <summary>Newest first.</summary>
    internal IReadOnlyList<AlertRow> List(bool includeResolved) => database.Read(connection =>
        connection.Query<AlertRow>(
            $"SELECT {Columns} FROM alerts" + (includeResolved ? "" : " WHERE resolved IS NULL") + " ORDER BY created DESC, id DESC").AsList());

    internal AlertRow? ById(string id) => database.Read(connection =>
        connection.QueryFirstOrDefault<AlertRow>($"SELECT {Columns} FROM alerts WHERE id = @id", new { id }));

    /// <summary>Raises an alert, or notes that the cause of the active one was seen again.</summary>
    internal void Raise(AlertRow alert) => database.Write((connection, transaction) =>
    {
        var updated = connection.Execute(
            "UPDATE alerts SET severity = @Severity, message = @Message, remedy = @Remedy, last_seen = @LastSeen WHERE code = @Code AND subject = @Subject AND resolved IS NULL",
            alert, transaction);
        if (updated > 0) return;
        connection.Execute(
            $"INSERT INTO alerts ({Columns}) VALUES (@Id, @Severity, @Code, @Subject, @Message, @Remedy, @Created, @LastSeen, @Resolved)", alert, transaction);
    });

    internal bool HasActive(int code, string subject) => database.Read(connection =>
        connection.ExecuteScalar<long>("SELECT COUNT(*) FROM alerts WHERE code = @code AND subject = @subject AND resolved IS NULL", new { code, subject }) > 0);

    internal void Resolve(int code, string subject, long time) =>
        database.Write("UPDATE alerts SET resolved = @time WHERE code = @code AND subject = @subject AND resolved IS NULL", new { code, subject, time });

    internal void ResolveById(string id, long time) => database.Write("UPDATE alerts SET resolved = @time WHERE id = @id AND resolved IS NULL", new { id, time });

    internal void DeleteResolvedBefore(long time) => database.Write("DELETE FROM alerts WHERE resolved < @time", new { time });
}
