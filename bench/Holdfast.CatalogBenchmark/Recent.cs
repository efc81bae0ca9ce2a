using Dapper;
using Holdfast.Protection.Groups.Policy;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.Server.Tests;

namespace Holdfast.CatalogBenchmark;

/// <summary>Adds the last month to a filled catalog: what days were, points of today, two jobs of each datasource in the last day, schedules, and some late datasources.</summary>
internal static class Recent
{
    private const int Days = 31, LateEvery = 100, JobsOfASource = 2;

    internal static void Fill(CatalogDatabase database, Size size, DateTimeOffset now)
    {
        var (catalog, time) = (new ServerCatalog(database), CatalogTime.From(now));
        var times = new WeeklyTimes([new TimeOnly(5, 0), new TimeOnly(11, 0), new TimeOnly(17, 0), new TimeOnly(23, 0)], [.. Enum.GetValues<DayOfWeek>()]);
        foreach (var group in catalog.Groups.All())
            catalog.Groups.Save(group with { Policy = group.Policy with { ShortTerm = new ShortTermGoal { RecoveryPoints = times, SynchronizationMinutes = 60 } } });
        catalog.Points.Add([.. Points(size).Select(i => new PointRow { Id = $"r{i}", SourceId = $"s{i}", Created = CatalogTime.From(Created(i, now)), Bytes = 1_000_000 + i, Disk = true })]);
        var today = SourceDayTable.DayOf(time);
        database.Write((connection, transaction) =>
        {
            connection.Execute("UPDATE recovery_points SET created = created + @shift WHERE id LIKE 'p%'", new { shift = time - (TimeSpan.TicksPerDay * 5) - Newest(connection, transaction) }, transaction);
            for (var day = today - Days; day <= today; day++)
                connection.Execute(
                    """
                    INSERT INTO source_days (source_id, day, due_hours, disk_hours, vault_hours, failed_hours, bytes_stored) SELECT id, @day, 8521760, 8521760, 0, 0, 1000 FROM sources WHERE true
                    ON CONFLICT (source_id, day) DO NOTHING
                    """, new { day }, transaction);
        });
        catalog.Jobs.Save([.. Enumerable.Range(0, size.Sources * JobsOfASource).Select(i => new JobRow
        {
            Id = $"n{i}", Type = "recoveryPoint", State = i % 50 == 0 ? "failed" : "succeeded", SourceId = $"s{i % size.Sources}", Origin = "schedule",
            ScheduledFor = time - (TimeSpan.TicksPerHour * (1 + (i / size.Sources))), Created = time - (TimeSpan.TicksPerHour * (1 + (i / size.Sources))),
            Started = time - (TimeSpan.TicksPerHour * (1 + (i / size.Sources))), Ended = time - (TimeSpan.TicksPerMinute * 30), BytesRead = 1_000_000, BytesChanged = 1000, BytesStored = 500, DurationMs = 1000,
        })], []);
    }

    internal static void Fill(FakePool pool, Size size, DateTimeOffset now)
    {
        foreach (var i in Points(size))
            pool.Disk[$"r{i}"] = new PointState($"r{i}", $"s{i}", $"data{i}", $"/srv/data{i}", $"server{i % 100}", Created(i, now), 100, 0, 1_000_000 + i, Online: false);
    }

    private static IEnumerable<int> Points(Size size) => Enumerable.Range(0, size.Sources).Where(i => i % LateEvery != 0);

    private static DateTimeOffset Created(int source, DateTimeOffset now) => now.AddMinutes(-source % 300);

    private static long Newest(System.Data.IDbConnection connection, System.Data.IDbTransaction transaction) =>
        connection.ExecuteScalar<long>("SELECT MAX(created) FROM recovery_points WHERE id LIKE 'p%'", transaction: transaction);
}
