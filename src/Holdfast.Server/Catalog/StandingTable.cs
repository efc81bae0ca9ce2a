using Dapper;

namespace Holdfast.Server.Catalog;

/// <summary>What overview and lists read of datasources and their points, in as few questions as possible.</summary>
internal sealed class StandingTable(CatalogDatabase database)
{
    /// <summary>Every datasource, by server and name.</summary>
    internal IReadOnlyList<StandingRow> All() => database.Read(connection => connection.Query<StandingRow>(
        """
        SELECT s.id, s.name, s.server, s.path, s.group_id, s.online, s.replica_state, s.protected_since,
            (SELECT p.created FROM recovery_points p WHERE p.source_id = s.id AND (p.disk = 1 OR p.online = 1) ORDER BY p.created DESC LIMIT 1) AS newest
        FROM sources s ORDER BY s.server, s.name, s.path
        """).AsList());

    /// <summary>How large the newest point on disk of each datasource is, and how many it has there.</summary>
    internal IReadOnlyDictionary<string, (long Bytes, int Points)> OnDisk() => database.Read(connection => connection.Query<(string Id, long Bytes, long Points)>(
        """
        SELECT s.id, (SELECT p.bytes FROM recovery_points p WHERE p.source_id = s.id AND p.disk = 1 ORDER BY p.created DESC LIMIT 1), counted.points
        FROM (SELECT source_id, COUNT(*) AS points FROM recovery_points WHERE disk = 1 GROUP BY source_id) counted JOIN sources s ON s.id = counted.source_id
        """).ToDictionary(row => row.Id, row => (row.Bytes, (int)Math.Min(row.Points, int.MaxValue))));

    /// <summary>The newest backups to disk that have ended well, newest first.</summary>
    internal IReadOnlyList<JobSampleRow> Samples(int most) => database.Read(connection => connection.Query<JobSampleRow>(
        """
        SELECT j.source_id, j.created, j.bytes_read, j.bytes_changed, j.bytes_stored, j.bytes_deduplicated, j.duration_ms, COALESCE(p.bytes, 0) AS source_bytes
        FROM (SELECT * FROM jobs ORDER BY created DESC, id DESC LIMIT @most) j LEFT JOIN recovery_points p ON p.id = j.recovery_point
        WHERE j.source_id IS NOT NULL AND j.state IN ('succeeded', 'succeededWithWarnings')
            AND j.type IN ('replicaCreation', 'recoveryPoint', 'synchronization', 'consistencyCheck')
        ORDER BY j.created DESC, j.id DESC
        """, new { most }).AsList());

    /// <summary>Bytes of the pool that nothing reached when it was last collected; JSON of the collection's result.</summary>
    internal string? LastCollection() => database.Read(connection => connection.ExecuteScalar<string?>(
        "SELECT collection FROM jobs WHERE type = 'collection' AND state = 'succeeded' AND collection IS NOT NULL AND arguments NOT LIKE '%\"online\":true%' ORDER BY created DESC, id DESC LIMIT 1"));
}
