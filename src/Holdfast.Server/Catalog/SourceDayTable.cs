using System.Data;
using Dapper;

namespace Holdfast.Server.Catalog;

/// <summary>What became of datasources day by day, also when points and jobs are gone.</summary>
internal sealed class SourceDayTable(CatalogDatabase database)
{
    private const long UnitsADay = TimeSpan.TicksPerDay, UnitsAnHour = TimeSpan.TicksPerHour;

    private const string Columns = "source_id, day, due_hours, disk_hours, vault_hours, failed_hours, bytes_stored";

    private const string Merge =
        """
        ON CONFLICT (source_id, day) DO UPDATE SET due_hours = source_days.due_hours | excluded.due_hours, disk_hours = source_days.disk_hours | excluded.disk_hours,
            vault_hours = source_days.vault_hours | excluded.vault_hours, failed_hours = source_days.failed_hours | excluded.failed_hours,
            bytes_stored = source_days.bytes_stored + excluded.bytes_stored
        """;

    private const string Insert = $"INSERT INTO source_days ({Columns}) VALUES (@SourceId, @Day, @DueHours, @DiskHours, @VaultHours, @FailedHours, @BytesStored) {Merge}";

    internal static int DayOf(long time) => (int)(time / UnitsADay);

    /// <summary>By datasource and day; both ends of the days included.</summary>
    internal ILookup<string, SourceDayRow> Of(IReadOnlyCollection<string> sourceIds, int from, int to) => database.Read(connection =>
        connection.Query<SourceDayRow>(
            $"SELECT {Columns} FROM source_days WHERE source_id IN @sourceIds AND day >= @from AND day <= @to", new { sourceIds = new SqlList(sourceIds), from, to })
            .ToLookup(row => row.SourceId));

    /// <summary>The same of all datasources.</summary>
    internal ILookup<string, SourceDayRow> OfAll(int from, int to) => database.Read(connection =>
        connection.Query<SourceDayRow>($"SELECT {Columns} FROM source_days WHERE day >= @from AND day <= @to", new { from, to }).ToLookup(row => row.SourceId));

    /// <summary>What jobs of these datasources added to the pool, as far as it is kept.</summary>
    internal IReadOnlyDictionary<string, long> BytesStored(IReadOnlyCollection<string> sourceIds) => database.Read(connection =>
        connection.Query<(string, long)>(
            "SELECT source_id, CAST(SUM(bytes_stored) AS BIGINT) FROM source_days WHERE source_id IN @sourceIds GROUP BY source_id", new { sourceIds = new SqlList(sourceIds) })
            .ToDictionary(row => row.Item1, row => row.Item2));

    /// <summary>A job of a datasource has ended.</summary>
    internal void Ended(string sourceId, long time, bool hasFailed, long bytesStored) => database.Write(
        Insert, new SourceDayRow { SourceId = sourceId, Day = DayOf(time), FailedHours = hasFailed ? Hour(time) : 0, BytesStored = bytesStored });

    /// <summary>Recovery points of all members of a group were due.</summary>
    internal void Due(string groupId, IEnumerable<long> times) => database.Write((connection, transaction) =>
    {
        foreach (var day in times.GroupBy(DayOf))
            connection.Execute(
                $"INSERT INTO source_days ({Columns}) SELECT id, @day, @hours, 0, 0, 0, 0 FROM sources WHERE group_id = @groupId AND protected_since <= @last {Merge}",
                new { groupId, day = day.Key, hours = day.Aggregate(0, (hours, time) => hours | Hour(time)), last = day.Max() }, transaction);
    });

    internal void DeleteBefore(int day) => database.Write("DELETE FROM source_days WHERE day < @day", new { day });

    /// <summary>Notes where points lie, in the transaction that adds them.</summary>
    internal static void Add(IEnumerable<PointRow> points, IDbConnection connection, IDbTransaction transaction) => connection.Execute(
        Insert,
        points.GroupBy(point => (point.SourceId, Day: DayOf(point.Created))).Select(day => new SourceDayRow
        {
            SourceId = day.Key.SourceId, Day = day.Key.Day, DiskHours = Hours(day.Where(point => point.Disk)), VaultHours = Hours(day.Where(point => point.Online)),
        }),
        transaction);

    private static int Hours(IEnumerable<PointRow> points) => points.Aggregate(0, (hours, point) => hours | Hour(point.Created));

    private static int Hour(long time) => 1 << (int)(time / UnitsAnHour % 24);
}
