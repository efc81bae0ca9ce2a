using System.Data;
using Dapper;
using Holdfast.Server.Changes;

namespace Holdfast.Server.Catalog;

/// <summary>Jobs and their errors.</summary>
internal sealed class JobTable(CatalogDatabase database)
{
    /// <summary>Jobs j and their sources s.</summary>
    internal const string Select =
        """
        SELECT j.id, j.type, j.state, j.source_id, j.server, j.origin, j.scheduled_for, j.recovery_point, j.arguments, j.created, j.started, j.ended, j.items, j.items_failed, j.items_total,
            j.bytes_read, j.bytes_total, j.bytes_changed, j.bytes_stored, j.bytes_sent, j.bytes_deduplicated, j.duration_ms, j.cpu_ms,
            j.verification, j.collection, j.recovery_plan, j.checkpoint, j.attempt, j.read_from, s.name AS source_name, s.path AS source_path, s.copies AS source_copies
        FROM jobs j LEFT JOIN sources s ON s.id = j.source_id
        """;

    internal JobRow? ById(string id) => database.Read(connection => connection.QueryFirstOrDefault<JobRow>(Select + " WHERE j.id = @id", new { id }));

    /// <summary>Oldest first.</summary>
    internal IReadOnlyList<JobRow> InState(string state) => database.Read(connection =>
        connection.Query<JobRow>(Select + " WHERE j.state = @state ORDER BY j.created, j.id", new { state }).AsList());

    /// <summary>Newest first.</summary>
    /// <param name="before">Only those that stand behind this one; null begins with the newest.</param>
    internal IReadOnlyList<JobRow> Page(JobFilter filter, JobRow? before, int limit) => database.Read(connection => filter.Text is not null
        ? new JobSearch(connection, filter, before, limit).Page()
        : connection.Query<JobRow>(Select + filter.Where(before is not null) + " ORDER BY j.created DESC, j.id DESC LIMIT @limit", filter.Values(before, limit)).AsList());

    internal IReadOnlyList<JobErrorRow> Errors(string jobId) => database.Read(connection =>
        connection.Query<JobErrorRow>("SELECT job_id, position, code, message, remedy, item FROM job_errors WHERE job_id = @jobId ORDER BY position", new { jobId }).AsList());

    /// <summary>The first errors of several jobs in one go.</summary>
    internal ILookup<string, JobErrorRow> Errors(IReadOnlyCollection<string> jobIds, int most) => database.Read(connection =>
        connection.Query<JobErrorRow>(
            "SELECT job_id, position, code, message, remedy, item FROM job_errors WHERE job_id IN @jobIds AND position < @most ORDER BY job_id, position", new { jobIds = new SqlList(jobIds), most })
            .ToLookup(error => error.JobId));

    /// <summary>Writes a job and, where given, replaces its errors.</summary>
    internal void Save(JobRow job, IReadOnlyList<JobErrorRow>? errors = null) => database.Write(ChangeTopic.Jobs, (connection, transaction) =>
    {
        connection.Execute(Upsert, job, transaction);
        if (errors is not null) ReplaceErrors([job], errors, connection, transaction);
    });

    /// <summary>Writes jobs and replaces the errors of all of them, as one transaction.</summary>
    internal void Save(IReadOnlyCollection<JobRow> jobs, IReadOnlyCollection<JobErrorRow> errors) => database.Write(ChangeTopic.Jobs, (connection, transaction) =>
    {
        connection.Execute(Upsert, jobs, transaction);
        ReplaceErrors(jobs, errors, connection, transaction);
    });

    /// <summary>Remembers which point a running job has made, so that a restart knows it.</summary>
    internal void SetRecoveryPoint(string id, string pointId) =>
        database.Write("UPDATE jobs SET recovery_point = @pointId WHERE id = @id", new { id, pointId });

    /// <summary>Keeps a running job's checkpoint; durable on return.</summary>
    internal void SaveCheckpoint(string id, string checkpoint) =>
        database.Write("UPDATE jobs SET checkpoint = @checkpoint WHERE id = @id", new { id, checkpoint });

    /// <summary>Forgets jobs that ended before a time.</summary>
    internal void DeleteEndedBefore(long time) => database.Write(ChangeTopic.Jobs, (connection, transaction) =>
    {
        connection.Execute("DELETE FROM job_errors WHERE job_id IN (SELECT id FROM jobs WHERE ended < @time)", new { time }, transaction);
        connection.Execute("DELETE FROM jobs WHERE ended < @time", new { time }, transaction);
    });

    private static void ReplaceErrors(IReadOnlyCollection<JobRow> jobs, IReadOnlyCollection<JobErrorRow> errors, IDbConnection connection, IDbTransaction transaction)
    {
        connection.Execute("DELETE FROM job_errors WHERE job_id = @Id", jobs.Select(job => new { job.Id }), transaction);
        connection.Execute(
            "INSERT INTO job_errors (job_id, position, code, message, remedy, item) VALUES (@JobId, @Position, @Code, @Message, @Remedy, @Item)", errors, transaction);
    }

    internal const string Upsert =
        """
        INSERT INTO jobs (id, type, state, source_id, server, origin, scheduled_for, recovery_point, arguments, created, started, ended, items, items_failed, items_total, bytes_read,
            bytes_total, bytes_changed, bytes_stored, bytes_sent, bytes_deduplicated, duration_ms, cpu_ms, verification, collection, recovery_plan, checkpoint, attempt, read_from)
        VALUES (@Id, @Type, @State, @SourceId, @Server, @Origin, @ScheduledFor, @RecoveryPoint, @Arguments, @Created, @Started, @Ended, @Items, @ItemsFailed, @ItemsTotal, @BytesRead,
            @BytesTotal, @BytesChanged, @BytesStored, @BytesSent, @BytesDeduplicated, @DurationMs, @CpuMs, @Verification, @Collection, @RecoveryPlan, @Checkpoint, @Attempt, @ReadFrom)
        ON CONFLICT (id) DO UPDATE SET state = excluded.state, recovery_point = excluded.recovery_point, started = excluded.started, ended = excluded.ended,
            items = excluded.items, items_failed = excluded.items_failed, items_total = excluded.items_total, bytes_read = excluded.bytes_read,
            bytes_total = excluded.bytes_total, bytes_changed = excluded.bytes_changed, bytes_stored = excluded.bytes_stored,
            bytes_sent = excluded.bytes_sent, bytes_deduplicated = excluded.bytes_deduplicated, duration_ms = excluded.duration_ms,
            cpu_ms = excluded.cpu_ms, verification = excluded.verification, collection = excluded.collection, recovery_plan = excluded.recovery_plan,
            checkpoint = excluded.checkpoint, attempt = excluded.attempt, read_from = excluded.read_from
        """;
}
