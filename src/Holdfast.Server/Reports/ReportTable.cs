using System.Globalization;
using Dapper;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Catalog;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.Reports;

/// <summary>What reports ask the catalog: sums, so that a year of ten thousand datasources does not pass through memory.</summary>
internal sealed class ReportTable(CatalogDatabase database)
{
    private const long SlotUnits = 15 * TimeSpan.TicksPerMinute;

    private static readonly string backups = string.Join(", ", new[]
        { JobType.ReplicaCreation, JobType.RecoveryPoint, JobType.Synchronization, JobType.ConsistencyCheck, JobType.CloudBackup }.Select(type => $"'{JobNames.Of(type)}'"));

    private static readonly string makers = string.Join(", ", new[] { JobType.ReplicaCreation, JobType.RecoveryPoint, JobType.ConsistencyCheck }.Select(type => $"'{JobNames.Of(type)}'"));

    private static readonly string well = $"'{JobNames.Of(JobState.Succeeded)}', '{JobNames.Of(JobState.SucceededWithWarnings)}'";

    /// <summary>Backups that were queued in a period, by datasource and state.</summary>
    internal IReadOnlyList<JobTally> Backups(ReportFilter filter, DateTimeOffset from, DateTimeOffset to) => database.Read(connection => connection.Query<JobTally>(
        $"""
        SELECT j.source_id, j.state, COUNT(*) AS jobs, SUM(j.items) AS items, SUM(j.items_failed) AS items_failed, SUM(j.bytes_read) AS bytes_read, SUM(j.bytes_stored) AS bytes_stored,
            SUM(j.bytes_sent) AS bytes_sent, MAX(j.created) AS last
        FROM jobs j JOIN sources s ON s.id = j.source_id
        WHERE j.created >= @From AND j.created < @To AND j.type IN ({backups}){filter.AndOfSources()}
        GROUP BY j.source_id, j.state
        """, filter.Values(from, to)).AsList());

    internal IReadOnlyList<(DateTimeOffset At, string State, long Number)> BackupSlots(ReportFilter filter, DateTimeOffset from, DateTimeOffset to) => Slots(
        $"""
        SELECT j.created / {Units} AS slot, j.state AS state, COUNT(*) AS number
        FROM jobs j JOIN sources s ON s.id = j.source_id
        WHERE j.created >= @From AND j.created < @To AND j.type IN ({backups}){filter.AndOfSources()}
        GROUP BY j.created / {Units}, j.state
        """, filter, from, to);

    internal IReadOnlyDictionary<string, PointTally> Points(ReportFilter filter, DateTimeOffset from, DateTimeOffset to) => database.Read(connection => connection.Query<PointTally>(
        $"""
        SELECT s.id AS source_id, COALESCE((SELECT COUNT(*) FROM recovery_points p WHERE p.source_id = s.id AND p.created >= @From AND p.created < @To), 0) AS points,
            COALESCE((SELECT MAX(p.bytes) FROM recovery_points p WHERE p.source_id = s.id AND p.created = (SELECT MAX(q.created) FROM recovery_points q WHERE q.source_id = s.id)), 0) AS bytes
        FROM sources s WHERE 1 = 1{filter.AndOfSources()}
        """, filter.Values(from, to)).ToDictionary(tally => tally.SourceId));

    internal IReadOnlyList<(DateTimeOffset At, string State, long Number)> PointSlots(ReportFilter filter, DateTimeOffset from, DateTimeOffset to) => Slots(
        $"""
        SELECT p.created / {Units} AS slot, '' AS state, COUNT(*) AS number
        FROM recovery_points p JOIN sources s ON s.id = p.source_id
        WHERE p.created >= @From AND p.created < @To{filter.AndOfSources()}
        GROUP BY p.created / {Units}
        """, filter, from, to);

    /// <summary>
    /// When points were made, by datasource and time: from the jobs that made them, as points expire, and from the points that are there, as jobs are forgotten sooner.
    /// </summary>
    internal void EachPointTime(ReportFilter filter, DateTimeOffset from, DateTimeOffset to, Action<string, DateTimeOffset> found) => database.Read(connection =>
    {
        var times = connection.Query<PointTime>(
            $"""
            SELECT j.source_id AS source_id, COALESCE(j.started, j.created) AS made FROM jobs j JOIN sources s ON s.id = j.source_id
            WHERE j.created >= @From AND j.created < @To AND j.recovery_point IS NOT NULL AND j.type IN ({makers}) AND j.state IN ({well}){filter.AndOfSources()}
            UNION
            SELECT p.source_id AS source_id, p.created AS made FROM recovery_points p JOIN sources s ON s.id = p.source_id
            WHERE p.created >= @From AND p.created < @To{filter.AndOfSources()}
            ORDER BY source_id, made
            """, filter.Values(from, to), buffered: false);
        foreach (var time in times) found(time.SourceId, CatalogTime.To(time.Made));
        return true;
    });

    /// <summary>When the oldest job was queued that is still known.</summary>
    internal DateTimeOffset? OldestJob() => database.Read(connection => CatalogTime.To(connection.ExecuteScalar<long?>("SELECT MIN(created) FROM jobs")));

    private static string Units => SlotUnits.ToString(CultureInfo.InvariantCulture);

    private IReadOnlyList<(DateTimeOffset At, string State, long Number)> Slots(string sql, ReportFilter filter, DateTimeOffset from, DateTimeOffset to) =>
        database.Read(connection => connection.Query<SlotTally>(sql, filter.Values(from, to)).Select(slot => (CatalogTime.To(slot.Slot * SlotUnits), slot.State, slot.Number)).ToList());

    private sealed record PointTime
    {
        public string SourceId { get; init; } = "";

        public long Made { get; init; }
    }
}
