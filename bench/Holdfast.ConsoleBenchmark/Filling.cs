using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Holdfast.ConsoleBenchmark;

/// <summary>Puts into the catalog of a stopped server what years would: sources of 100 servers, and ended jobs, one in 50 of them failed.</summary>
internal static class Filling
{
    internal static void Fill(string data, Size size)
    {
        using var catalog = new SqliteConnection($"Data Source={Path.Combine(data, "catalog", "holdfast.db")};Pooling=False");
        catalog.Open();
        using var transaction = catalog.BeginTransaction();
        Do(catalog, size.Sources,
            """
            INSERT INTO sources (id, name, server, path, group_id, online, exclude_globs, exclude_extensions, cross_mount_points, replica_state)
            SELECT 's' || i, 'data' || i, 'server' || (i % 100), '/srv/data' || i, (SELECT id FROM protection_groups LIMIT 1), 0, '[]', '[]', 0, 'ok' FROM n
            """);
        Do(catalog, size.Jobs, string.Create(CultureInfo.InvariantCulture,
            $$"""
            INSERT INTO jobs (id, type, state, source_id, server, origin, arguments, created, started, ended, items, items_failed, items_total, bytes_read, bytes_total, bytes_changed, bytes_stored,
                bytes_sent, bytes_deduplicated, duration_ms, cpu_ms)
            SELECT 'j' || (100000000 + i), CASE i % 10 WHEN 0 THEN 'recovery' WHEN 1 THEN 'synchronization' ELSE 'recoveryPoint' END, CASE i % 50 WHEN 0 THEN 'failed' ELSE 'succeeded' END,
                's' || (i % {{size.Sources}}), 'server' || (i % 100), 'schedule', '{"online":false}', at, at, at + 10000000, 100, 0, 100, 1000, 1000, 10, 5, 0, 5, 1000, 100
            FROM (SELECT i, (SELECT MIN(created) FROM recovery_points) - CAST({{size.Jobs}} - i AS BIGINT) * 100000000 AS at FROM n)
            """));
        transaction.Commit();
    }

    private static void Do(SqliteConnection catalog, int count, string insert)
    {
        using var command = catalog.CreateCommand();
        command.CommandText = "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < $last) " + insert;
        command.Parameters.AddWithValue("$last", count - 1);
        command.ExecuteNonQuery();
    }
}
