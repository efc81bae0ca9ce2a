using Dapper;

namespace Holdfast.Server.Catalog;

/// <summary>Due times, and work that waits for a server to appear.</summary>
internal sealed class ScheduleTable(CatalogDatabase database)
{
    private const string Columns = "group_id, kind, due, last_run, last_result";

    internal IReadOnlyList<ScheduleRow> All() => database.Read(connection =>
        connection.Query<ScheduleRow>($"SELECT {Columns} FROM schedules ORDER BY group_id, kind").AsList());

    internal IReadOnlyList<ScheduleRow> OfGroup(string groupId) => database.Read(connection =>
        connection.Query<ScheduleRow>($"SELECT {Columns} FROM schedules WHERE group_id = @groupId ORDER BY kind", new { groupId }).AsList());

    /// <summary>Plans work of a kind anew, whatever was planned; what happened last stays.</summary>
    internal void Plan(string groupId, string kind, long? due) => Plan([new ScheduleRow { GroupId = groupId, Kind = kind, Due = due }]);

    /// <summary>Plans the due times of rows anew, as one transaction; what happened last stays.</summary>
    internal void Plan(IReadOnlyCollection<ScheduleRow> rows) => database.Write((connection, transaction) => connection.Execute(
        """
        INSERT INTO schedules (group_id, kind, due, last_run, last_result) VALUES (@GroupId, @Kind, @Due, NULL, NULL)
        ON CONFLICT (group_id, kind) DO UPDATE SET due = excluded.due
        """,
        rows.Select(row => new { row.GroupId, row.Kind, row.Due }), transaction));

    /// <summary>Moves a due time on. True for the one that did it: it, and nobody else, does the work.</summary>
    internal bool Claim(string groupId, string kind, long due, long? next, long now) =>
        database.Write(
            "UPDATE schedules SET due = @next, last_run = @now WHERE group_id = @groupId AND kind = @kind AND due = @due",
            new { groupId, kind, due, next, now }) == 1;

    internal void SetResult(string groupId, string kind, string result) =>
        database.Write("UPDATE schedules SET last_result = @result WHERE group_id = @groupId AND kind = @kind", new { groupId, kind, result });

    internal void DeleteGroup(string groupId) => database.Write("DELETE FROM schedules WHERE group_id = @groupId", new { groupId });

    /// <summary>Remembers work that could not be begun because the server was away. Once a kind, however often it was missed.</summary>
    internal void Await(string sourceId, string kind, long since) => database.Write(
        "INSERT INTO waiting_runs (source_id, kind, since) VALUES (@sourceId, @kind, @since) ON CONFLICT (source_id, kind) DO NOTHING",
        new { sourceId, kind, since });

    internal IReadOnlyList<WaitingRun> Awaited() => database.Read(connection =>
        connection.Query<WaitingRun>("SELECT source_id, kind, since FROM waiting_runs ORDER BY since, source_id, kind").AsList());

    /// <summary>True for the one that takes it.</summary>
    internal bool TakeAwaited(string sourceId, string kind) =>
        database.Write("DELETE FROM waiting_runs WHERE source_id = @sourceId AND kind = @kind", new { sourceId, kind }) == 1;
}
