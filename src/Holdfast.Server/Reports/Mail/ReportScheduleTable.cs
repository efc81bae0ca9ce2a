using Dapper;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.Reports.Mail;

/// <summary>Reports by mail: when they are due, and what is still to be sent.</summary>
internal sealed class ReportScheduleTable(CatalogDatabase database)
{
    private const string Columns = "id, kind, period, recipients, format, at_minutes, zone, group_id, server, created, due, last_run, last_result";

    internal IReadOnlyList<ReportScheduleRow> All() => database.Read(connection =>
        connection.Query<ReportScheduleRow>($"SELECT {Columns} FROM report_schedules ORDER BY created, id").AsList());

    internal ReportScheduleRow? ById(string id) => database.Read(connection =>
        connection.QueryFirstOrDefault<ReportScheduleRow>($"SELECT {Columns} FROM report_schedules WHERE id = @id", new { id }));

    internal void Add(ReportScheduleRow row) => database.Write(
        $"""
        INSERT INTO report_schedules ({Columns})
        VALUES (@Id, @Kind, @Period, @Recipients, @Format, @AtMinutes, @Zone, @GroupId, @Server, @Created, @Due, @LastRun, @LastResult)
        """, row);

    /// <summary>With all that was still to be sent of it.</summary>
    internal bool Remove(string id)
    {
        var isRemoved = false;
        database.Write((connection, transaction) =>
        {
            isRemoved = connection.Execute("DELETE FROM report_schedules WHERE id = @id", new { id }, transaction) > 0;
            connection.Execute("DELETE FROM report_deliveries WHERE schedule_id = @id", new { id }, transaction);
        });
        return isRemoved;
    }

    /// <summary>
    /// Moves a due time on and writes down what is to be sent, as one transaction: whoever is killed has done both or nothing. True for the one that did it; for all others
    /// the time has moved.
    /// </summary>
    internal bool Claim(ReportScheduleRow row, long next, long now, IReadOnlyList<ReportDeliveryRow> deliveries)
    {
        var isClaimed = false;
        database.Write((connection, transaction) =>
        {
            isClaimed = connection.Execute(
                "UPDATE report_schedules SET due = @next, last_run = @now, last_result = NULL WHERE id = @Id AND due = @Due", new { row.Id, row.Due, next, now }, transaction) == 1;
            if (isClaimed)
                connection.Execute(
                    """
                    INSERT INTO report_deliveries (id, schedule_id, recipient, period_from, period_to, created, due, attempts)
                    VALUES (@Id, @ScheduleId, @Recipient, @PeriodFrom, @PeriodTo, @Created, @Due, @Attempts)
                    """, deliveries, transaction);
        });
        return isClaimed;
    }

    internal IReadOnlyList<ReportDeliveryRow> DueDeliveries(long now) => database.Read(connection => connection.Query<ReportDeliveryRow>(
        "SELECT id, schedule_id, recipient, period_from, period_to, created, due, attempts FROM report_deliveries WHERE due <= @now ORDER BY created, id", new { now }).AsList());

    /// <summary>Takes a delivery until a time, when it is tried again unless it was deleted. True for the one that has it.</summary>
    internal bool Take(ReportDeliveryRow row, long until) => database.Write(
        "UPDATE report_deliveries SET due = @until, attempts = attempts + 1 WHERE id = @Id AND due = @Due", new { row.Id, row.Due, until }) == 1;

    /// <summary>Sent, or given up.</summary>
    internal void Finish(ReportDeliveryRow row, string result) => database.Write((connection, transaction) =>
    {
        connection.Execute("DELETE FROM report_deliveries WHERE id = @Id", new { row.Id }, transaction);
        connection.Execute(
            // That one recipient got it does not cover that another did not.
            "UPDATE report_schedules SET last_result = CASE WHEN last_result LIKE 'given up%' THEN last_result ELSE @result END WHERE id = @ScheduleId", new { row.ScheduleId, result }, transaction);
    });

    internal void Note(string scheduleId, string result) => database.Write("UPDATE report_schedules SET last_result = @result WHERE id = @scheduleId", new { scheduleId, result });
}
