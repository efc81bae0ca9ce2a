using Dapper;
using Holdfast.Protection.Retention;

namespace Holdfast.Server.Catalog;

/// <summary>The high-water clock.</summary>
internal sealed class ClockTable(CatalogDatabase database)
{
    internal TrustedClock? Load() => database.Read(connection =>
    {
        var row = connection.QueryFirstOrDefault<ClockRow>("SELECT highest, doubtful FROM high_water_clock WHERE id = 1");
        return row is null ? null : new TrustedClock(CatalogTime.To(row.Highest), CatalogTime.To(row.Doubtful));
    });

    internal void Save(TrustedClock clock) => database.Write(
        """
        INSERT INTO high_water_clock (id, highest, doubtful) VALUES (1, @highest, @doubtful)
        ON CONFLICT (id) DO UPDATE SET highest = excluded.highest, doubtful = excluded.doubtful
        """,
        new { highest = CatalogTime.From(clock.Highest), doubtful = clock.Doubtful is { } time ? CatalogTime.From(time) : (long?)null });

    private sealed record ClockRow
    {
        public long Highest { get; init; }

        public long? Doubtful { get; init; }
    }
}
