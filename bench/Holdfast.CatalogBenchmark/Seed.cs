using System.Globalization;
using Dapper;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.Server.Tests;

namespace Holdfast.CatalogBenchmark;

/// <summary>Fills an empty catalog: 100 groups, 100 production servers, datasources with points, ended jobs of several types, one in 50 with an error, and queued ones.</summary>
internal static class Seed
{
    private const int Groups = 100, Batch = 50_000;

    internal static void Fill(CatalogDatabase database, Size size)
    {
        var catalog = new ServerCatalog(database);
        for (var i = 0; i < Groups; i++) catalog.Groups.Save(new GroupRow { Id = $"g{i}", Name = $"Group {i}", OnlineRetentionDays = 30 });
        database.Write((connection, transaction) =>
        {
            connection.Execute(Numbers(
                "INSERT INTO sources (id, name, server, path, group_id, online, exclude_globs, exclude_extensions, cross_mount_points, replica_state)",
                "SELECT 's' || i, 'data' || i, 'server' || (i % 100), '/srv/data' || i, 'g' || (i % 100), 0, '[]', '[]', 0, 'ok'"), new { from = 0, to = size.Sources - 1 }, transaction);
            connection.Execute(Numbers(
                "INSERT INTO recovery_points (id, source_id, created, items, items_failed, bytes, disk, online, missing_disk, missing_online)",
                $"SELECT 'p' || i, 's' || (i % {size.Sources}), {Start} + CAST(i AS BIGINT) * 10000000, 100, 0, 1000000, 1, 0, 0, 0"),
                new { from = 0, to = (size.Sources * size.PointsPerSource) - 1 }, transaction);
        });
        for (var from = 0; from < size.Jobs; from += Batch) Jobs(database, from, Math.Min(from + Batch, size.Jobs) - 1, size.Sources);
    }

    /// <summary>Puts the points of a filled catalog into the pool.</summary>
    internal static void Fill(FakePool pool, Size size)
    {
        for (var i = 0; i < size.Sources * size.PointsPerSource; i++)
        {
            var source = i % size.Sources;
            pool.Disk[$"p{i}"] = new PointState(
                $"p{i}", $"s{source}", $"data{source}", $"/srv/data{source}", $"server{source % 100}", CatalogTime.To(Start + (i * 10_000_000L)), 100, 0, 1_000_000, Online: false);
        }
    }

    /// <summary>Puts the newest jobs back into the queue, as a server finds them that was stopped with much to do.</summary>
    internal static void Queue(CatalogDatabase database, int count) => database.Write(
        "UPDATE jobs SET state = 'queued', started = NULL, ended = NULL WHERE id IN (SELECT id FROM jobs ORDER BY created DESC, id DESC LIMIT @count)", new { count });

    /// <summary>Ends what an earlier run has left in the queue.</summary>
    internal static void Unqueue(CatalogDatabase database) =>
        database.Write("UPDATE jobs SET state = @state, started = created, ended = created, attempt = 0 WHERE state IN ('queued', 'running')", new { state = "succeeded" });

    /// <summary>What PostgreSQL would do by itself in time; SQLite does not, and so is measured without.</summary>
    internal static void Analyze(CatalogDatabase database)
    {
        foreach (var table in (string[])["jobs", "job_errors", "sources", "recovery_points"]) database.Read(connection => connection.Execute("ANALYZE " + table));
    }

    private static long Start => CatalogTime.From(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private static void Jobs(CatalogDatabase database, int from, int to, int sources) => database.Write((connection, transaction) =>
    {
        var created = $"{Start} + CAST(i AS BIGINT) * 10000000";
        connection.Execute(Numbers(
            """
            INSERT INTO jobs (id, type, state, source_id, server, origin, recovery_point, arguments, created, started, ended, items, items_failed, items_total, bytes_read, bytes_total,
                bytes_changed, bytes_stored, bytes_sent, bytes_deduplicated, duration_ms, cpu_ms)
            """,
            $$"""
            SELECT 'j' || (100000000 + i), CASE i % 10 WHEN 0 THEN 'recovery' WHEN 1 THEN 'synchronization' ELSE 'recoveryPoint' END,
                CASE i % 50 WHEN 0 THEN 'failed' ELSE 'succeeded' END, 's' || (i % {{sources}}), 'server' || ((i % {{sources}}) % 100), 'schedule', NULL, '{"online":false}',
                {{created}}, {{created}}, {{created}}, 100, 0, 100, 1000, 1000, 10, 5, 0, 5, 1000, 100
            """), new { from, to }, transaction);
        connection.Execute(Numbers(
            "INSERT INTO job_errors (job_id, position, code, message, remedy, item)",
            "SELECT 'j' || (100000000 + i * 50), 0, 31, 'The agent of server' || i || ' does not answer.', 'Start it.', NULL"),
            new { from = (from + 49) / 50, to = to / 50 }, transaction);
    });

    private static string Numbers(string insert, string select) => string.Create(
        CultureInfo.InvariantCulture, $"WITH RECURSIVE n (i) AS (SELECT CAST(@from AS INTEGER) UNION ALL SELECT i + 1 FROM n WHERE i < @to) {insert} {select} FROM n");
}
