using System.Globalization;
using Dapper;

namespace Holdfast.Server.Catalog;

/// <summary>How full the pool was, day by day. Of several samples of a day the fullest stays.</summary>
internal sealed class PoolDayTable(CatalogDatabase database)
{
    private const string DayFormat = "yyyy-MM-dd";

    internal void Add(PoolDayRow row) => database.Write(
        """
        INSERT INTO pool_days (day, used, capacity, logical_bytes) VALUES (@day, @Used, @Capacity, @LogicalBytes)
        ON CONFLICT (day) DO UPDATE SET used = CASE WHEN excluded.used > pool_days.used THEN excluded.used ELSE pool_days.used END,
            capacity = excluded.capacity, logical_bytes = excluded.logical_bytes
        """,
        new { day = Text(row.Day), row.Used, row.Capacity, row.LogicalBytes });

    /// <summary>Oldest first.</summary>
    internal IReadOnlyList<PoolDayRow> Since(DateOnly day) => database.Read(connection =>
        connection.Query<(string Day, long Used, long Capacity, long Logical)>("SELECT day, used, capacity, logical_bytes FROM pool_days WHERE day >= @day ORDER BY day", new { day = Text(day) })
            .Select(row => new PoolDayRow(DateOnly.ParseExact(row.Day, DayFormat, CultureInfo.InvariantCulture), row.Used, row.Capacity, row.Logical)).ToList());

    internal void DeleteBefore(DateOnly day) => database.Write("DELETE FROM pool_days WHERE day < @day", new { day = Text(day) });

    private static string Text(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);
}
