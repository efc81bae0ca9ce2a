using System.Data;
using Dapper;
using Holdfast.Server.Changes;

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
    internal void Plan(IReadOnlyCollection<ScheduleRow> rows) => database.Write(ChangeTopic.Groups, (connection, transaction) => connection.Execute(
        """
        INSERT INTO schedules (group_id, kind, due, last_run, last_result) VALUES (@GroupId, @Kind, @Due, NULL, NULL)
        ON CONFLICT (group_id, kind) DO UPDATE SET due = excluded.due
        """,
        rows.Select(row => new { row.GroupId, row.Kind, row.Due }), transaction));

    /// <summary>
    /// Moves a due time on and queues its work, as one transaction: whoever is killed has done both or nothing. True for the one that did it: it, and nobody else, runs
    /// the jobs.
    /// </summary>
    internal bool Claim(string groupId, string kind, long due, long? next, long now, ScheduledWork? work = null)
    {
        var isClaimed = false;
        database.Write(ChangeTopic.Groups, (connection, transaction) =>
        {
            isClaimed = connection.Execute(
                "UPDATE schedules SET due = @next, last_run = @now, last_result = COALESCE(@result, last_result) WHERE group_id = @groupId AND kind = @kind AND due = @due",
                new { groupId, kind, due, next, now, result = work?.Result }, transaction) == 1;
            if (isClaimed && work is not null) Add(work, connection, transaction);
        });
        if (isClaimed && work?.Jobs.Count > 0) database.Changes.Touch(ChangeTopic.Jobs);
        return isClaimed;
    }

    internal void DeleteGroup(string groupId) => database.Write(ChangeTopic.Groups, "DELETE FROM schedules WHERE group_id = @groupId", new { groupId });

    internal IReadOnlyList<WaitingRun> Awaited() => database.Read(connection =>
        connection.Query<WaitingRun>("SELECT source_id, kind, since FROM waiting_runs ORDER BY since, source_id, kind").AsList());

    /// <summary>What waited for its server waits no more, and its work is queued, as one transaction. True for the one that takes it.</summary>
    internal bool TakeAwaited(string sourceId, string kind, ScheduledWork work)
    {
        var isTaken = false;
        database.Write(ChangeTopic.Groups, (connection, transaction) =>
        {
            isTaken = connection.Execute("DELETE FROM waiting_runs WHERE source_id = @sourceId AND kind = @kind", new { sourceId, kind }, transaction) == 1;
            if (isTaken) Add(work, connection, transaction);
        });
        if (isTaken && work.Jobs.Count > 0) database.Changes.Touch(ChangeTopic.Jobs);
        return isTaken;
    }

    // What waits does so once a kind, however often it was missed.
    private static void Add(ScheduledWork work, IDbConnection connection, IDbTransaction transaction)
    {
        connection.Execute(JobTable.Upsert, work.Jobs, transaction);
        connection.Execute(
            "INSERT INTO waiting_runs (source_id, kind, since) VALUES (@SourceId, @Kind, @Since) ON CONFLICT (source_id, kind) DO NOTHING", work.Awaited, transaction);
    }
}
