using System.Globalization;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.PostgreSql;

/// <summary>How a cluster is set, as far as the account may see it.</summary>
internal sealed record ClusterFacts(string Version, int Major, long Size, bool IsStandby, IReadOnlyDictionary<string, string> Settings, IReadOnlyList<Tablespace> Tablespaces, bool MayReplicate)
{
    /// <summary>The first with BASE_BACKUP's present form, archives by message, and a manifest.</summary>
    public const int OldestMajor = 15;

    public const int FirstIncremental = 17;

    /// <summary>What is kept with a point: what a copy needs to start, and what a person wants to know.</summary>
    private static readonly string[] Wanted =
    [
        "data_checksums", "data_directory", "config_file", "hba_file", "block_size", "segment_size", "wal_segment_size", "wal_level", "max_wal_senders", "max_replication_slots", "summarize_wal",
        "wal_summary_keep_time", "max_connections", "max_worker_processes", "max_prepared_transactions", "max_locks_per_transaction", "shared_preload_libraries", "full_page_writes", "fsync",
        "max_slot_wal_keep_size", "unix_socket_directories", "port", "server_encoding", "log_timezone", "wal_keep_size",
    ];

    public bool HasChecksums => Settings.GetValueOrDefault("data_checksums") == "on";

    public bool SummarizesWal => Settings.GetValueOrDefault("summarize_wal") == "on";

    /// <summary>Bytes.</summary>
    public int WalSegmentSize => (int)Number("wal_segment_size", 16 << 20);

    public static ClusterFacts Read(Connection connection)
    {
        if (connection.Major < OldestMajor)
            throw new WorkloadException(WorkloadFault.NotPossible, $"The server is PostgreSQL {connection.Version}; the oldest that can be protected is {OldestMajor}.",
                "Upgrade the server, or protect its dumps as files.");
        var names = string.Join(',', Wanted.Select(name => $"'{name}'"));
        var settings = connection.Query($"SELECT name, CASE WHEN unit = '8kB' THEN setting::bigint * 8192 WHEN unit = 'MB' AND setting <> '-1' THEN setting::bigint * 1048576 END::text AS bytes, setting FROM pg_settings WHERE name IN ({names})")
            .Rows.ToDictionary(row => row[0]!, row => row[0] is "segment_size" or "wal_segment_size" && row[1] is { } bytes ? bytes : row[2]!, StringComparer.Ordinal);
        var tablespaces = connection.Query("SELECT oid, spcname, pg_tablespace_location(oid) FROM pg_tablespace WHERE pg_tablespace_location(oid) <> '' ORDER BY oid").Rows
            .Select(row => new Tablespace(uint.Parse(row[0]!, CultureInfo.InvariantCulture), row[1]!, row[2]!)).ToList();
        var rest = connection.Query("""
            SELECT pg_is_in_recovery() AS standby, (SELECT rolreplication OR rolsuper FROM pg_roles WHERE rolname = current_user) AS replicate,
                   (SELECT coalesce(sum(pg_database_size(oid)), 0) FROM pg_database WHERE has_database_privilege(oid, 'CONNECT') OR pg_has_role('pg_read_all_stats', 'MEMBER'))::bigint AS size
            """);
        return new ClusterFacts(connection.Version, connection.Major, long.Parse(rest[0, "size"] ?? "0", CultureInfo.InvariantCulture), rest[0, "standby"] == "t", settings, tablespaces, rest[0, "replicate"] == "t");
    }

    /// <summary>Now, by the server's clock.</summary>
    public static DateTimeOffset ReadClock(Connection connection) => DateTimeOffset.UnixEpoch.AddTicks(
        long.Parse(connection.Scalar("SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint") ?? "0", CultureInfo.InvariantCulture) * TimeSpan.TicksPerMicrosecond);

    /// <exception cref="WorkloadException">The cluster is laid out in a way that cannot be read.</exception>
    public void RequireReadable()
    {
        if (Number("block_size", 8192) != 8192 || Number("segment_size", 1 << 30) != 1 << 30)
            throw new WorkloadException(WorkloadFault.NotPossible, "The server was built with pages other than 8 KiB or files other than 1 GiB.", "Only the sizes of the usual builds are supported.");
        if (!MayReplicate) throw new WorkloadException(WorkloadFault.RightMissing, "The account may not replicate.", "Give it the right: ALTER ROLE … REPLICATION.");
    }

    public long Number(string name, long otherwise) => Settings.TryGetValue(name, out var text) && long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
