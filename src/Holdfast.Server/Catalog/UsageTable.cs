using System.Data;
using System.Globalization;
using Dapper;
using Holdfast.Protection.Billing;

namespace Holdfast.Server.Catalog;

/// <summary>What was protected and stored on each day. Of two samples of one day the larger stays.</summary>
internal sealed class UsageTable(CatalogDatabase database)
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>Production servers with the front-end bytes of what is protected on them: of each datasource those of its newest point.</summary>
    internal IReadOnlyList<(string Server, long FrontEndBytes)> ProtectedNow() => database.Read(connection =>
        connection.Query<(string, long)>(
            """
            SELECT server, CAST(SUM(bytes) AS BIGINT) AS front_end_bytes FROM (
                SELECT s.server AS server, MAX(p.bytes) AS bytes FROM sources s JOIN recovery_points p ON p.source_id = s.id
                WHERE s.group_id IS NOT NULL AND p.created = (SELECT MAX(q.created) FROM recovery_points q WHERE q.source_id = s.id)
                GROUP BY s.id, s.server) AS newest
            GROUP BY server ORDER BY server
            """).AsList());

    internal DateOnly? LastDay() => database.Read<DateOnly?>(connection =>
        connection.ExecuteScalar<string?>("SELECT MAX(day) FROM (SELECT day FROM usage_instances UNION ALL SELECT day FROM usage_storage) AS days") is { } day ? Day(day) : null);

    /// <param name="storedBytes">Null: not known, as the vault did not answer.</param>
    internal void Add(DateOnly day, IReadOnlyList<(string Server, long FrontEndBytes)> instances, long? storedBytes) => database.Write((connection, transaction) =>
    {
        foreach (var (server, bytes) in instances)
            connection.Execute(
                """
                INSERT INTO usage_instances (day, server, front_end_bytes) VALUES (@day, @server, @bytes)
                ON CONFLICT (day, server) DO UPDATE SET
                    front_end_bytes = CASE WHEN excluded.front_end_bytes > usage_instances.front_end_bytes THEN excluded.front_end_bytes ELSE usage_instances.front_end_bytes END
                """,
                new { day = Text(day), server, bytes }, transaction);
        if (storedBytes is { } stored)
            connection.Execute(
                """
                INSERT INTO usage_storage (day, stored_bytes) VALUES (@day, @stored)
                ON CONFLICT (day) DO UPDATE SET
                    stored_bytes = CASE WHEN excluded.stored_bytes > usage_storage.stored_bytes THEN excluded.stored_bytes ELSE usage_storage.stored_bytes END
                """,
                new { day = Text(day), stored }, transaction);
    });

    /// <summary>Gives a day that has no samples those of another: what was protected stays protected while nobody looks.</summary>
    internal void Repeat(DateOnly from, DateOnly on) => database.Write((connection, transaction) =>
    {
        var days = new { source = Text(from), target = Text(on) };
        Repeat(connection, transaction, "INSERT INTO usage_instances (day, server, front_end_bytes) SELECT @target, server, front_end_bytes FROM usage_instances WHERE day = @source", days);
        Repeat(connection, transaction, "INSERT INTO usage_storage (day, stored_bytes) SELECT @target, stored_bytes FROM usage_storage WHERE day = @source", days);
    });

    internal IReadOnlyList<InstanceSample> Instances(DateOnly month) => database.Read(connection =>
        connection.Query<(string Day, string Server, long Bytes)>(
            "SELECT day, server, front_end_bytes FROM usage_instances WHERE day >= @first AND day <= @last ORDER BY day, server", Bounds(month))
            .Select(row => new InstanceSample(Day(row.Day), row.Server, row.Bytes)).ToList());

    internal IReadOnlyList<StorageSample> Storage(DateOnly month) => database.Read(connection =>
        connection.Query<(string Day, long Bytes)>("SELECT day, stored_bytes FROM usage_storage WHERE day >= @first AND day <= @last ORDER BY day", Bounds(month))
            .Select(row => new StorageSample(Day(row.Day), row.Bytes)).ToList());

    internal void DeleteBefore(DateOnly day) => database.Write((connection, transaction) =>
    {
        connection.Execute("DELETE FROM usage_instances WHERE day < @day", new { day = Text(day) }, transaction);
        connection.Execute("DELETE FROM usage_storage WHERE day < @day", new { day = Text(day) }, transaction);
    });

    private static void Repeat(IDbConnection connection, IDbTransaction transaction, string insert, object days) =>
        connection.Execute(insert + " ON CONFLICT DO NOTHING", days, transaction);

    private static object Bounds(DateOnly month)
    {
        var first = new DateOnly(month.Year, month.Month, 1);
        return new { first = Text(first), last = Text(first.AddMonths(1).AddDays(-1)) };
    }

    private static string Text(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, DayFormat, CultureInfo.InvariantCulture);
}
