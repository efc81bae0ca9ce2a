using Dapper;
using Holdfast.Server.Changes;

namespace Holdfast.Server.Catalog;

/// <summary>Recovery points. Oldest first wherever there are several.</summary>
internal sealed class PointTable(CatalogDatabase database)
{
    private const string Select =
        """
        SELECT p.id, p.source_id, p.created, p.items, p.items_failed, p.bytes, p.disk, p.online, p.missing_disk, p.missing_online,
            COALESCE(s.name, '') AS source_name, COALESCE(s.path, '') AS source_path, COALESCE(s.server, '') AS server, s.group_id,
            COALESCE(s.kind, 'files') AS kind, p.backup_type, p.guarantee, p.consistent, p.why, p.read_from
        FROM recovery_points p LEFT JOIN sources s ON s.id = p.source_id
        """;

    private const string Order = " ORDER BY p.created, p.id";

    internal IReadOnlyList<PointRow> All() => database.Read(connection => connection.Query<PointRow>(Select + Order).AsList());

    /// <summary>Ids of the points that lie in a place: all that a comparison needs, at a small part of the cost of <see cref="All"/>.</summary>
    internal HashSet<string> IdsIn(bool online) => database.Read(connection =>
        connection.Query<string>($"SELECT id FROM recovery_points WHERE {(online ? "online" : "disk")} = 1").ToHashSet(StringComparer.Ordinal));

    /// <summary>Those of which a copy is missing.</summary>
    internal IReadOnlyList<PointRow> Missing() => database.Read(connection =>
        connection.Query<PointRow>(Select + " WHERE p.missing_disk = 1 OR p.missing_online = 1" + Order).AsList());

    /// <summary>Ids of the datasources that have points.</summary>
    internal HashSet<string> SourceIds() => database.Read(connection =>
        connection.Query<string>("SELECT DISTINCT source_id FROM recovery_points").ToHashSet(StringComparer.Ordinal));

    internal IReadOnlyList<PointRow> OfSource(string sourceId) => database.Read(connection =>
        connection.Query<PointRow>(Select + " WHERE p.source_id = @sourceId" + Order, new { sourceId }).AsList());

    /// <summary>Numbers and newest points of several datasources, without reading all of their points.</summary>
    internal IReadOnlyDictionary<string, PointSummary> SummariesOf(IReadOnlyCollection<string> sourceIds) => database.Read(connection =>
        connection.Query<PointSummary>(
            $"""
            SELECT s.id AS source_id, {Counted("disk", "on_disk")}, {Counted("online", "online")}, {Oldest("disk", "first_on_disk_created")}, {Newest("id", "disk", "last_on_disk")},
                {Newest("created", "disk", "last_on_disk_created")}, {Newest("id", "online", "last_online")}, {Newest("created", "online", "last_online_created")}
            FROM sources s WHERE s.id IN @sourceIds
            """, new { sourceIds = new SqlList(sourceIds) }).ToDictionary(summary => summary.SourceId));

    /// <summary>What the newest point of a datasource would bring back; null where it has none.</summary>
    internal long? NewestBytes(string sourceId) => database.Read(connection =>
        connection.ExecuteScalar<long?>("SELECT bytes FROM recovery_points WHERE source_id = @sourceId ORDER BY created DESC, id DESC LIMIT 1", new { sourceId }));

    internal PointRow? ById(string id) => database.Read(connection => connection.QueryFirstOrDefault<PointRow>(Select + " WHERE p.id = @id", new { id }));

    /// <summary>What the points on disk would bring back, in bytes.</summary>
    internal long BytesOnDisk() => database.Read(connection => connection.ExecuteScalar<long>("SELECT COALESCE(SUM(bytes), 0) FROM recovery_points WHERE disk = 1"));

    internal long Count() => database.Read(connection =>
        connection.ExecuteScalar<long>("SELECT COUNT(*) FROM recovery_points WHERE disk = 1 OR online = 1"));

    /// <summary>Adds a point, or adds its place (disk, vault) to one that is known.</summary>
    internal void Add(PointRow point) => Add([point]);

    /// <summary>Adds points, or their places, as one transaction.</summary>
    internal void Add(IReadOnlyCollection<PointRow> points) => database.Write(ChangeTopic.Points, (connection, transaction) =>
    {
        connection.Execute(
            """
            INSERT INTO recovery_points (id, source_id, created, items, items_failed, bytes, disk, online, missing_disk, missing_online, backup_type, guarantee, consistent, why, read_from)
            VALUES (@Id, @SourceId, @Created, @Items, @ItemsFailed, @Bytes, @Disk, @Online, 0, 0, @BackupType, @Guarantee, @Consistent, @Why, @ReadFrom)
            ON CONFLICT (id) DO UPDATE SET
                disk = CASE WHEN excluded.disk = 1 THEN 1 ELSE recovery_points.disk END,
                online = CASE WHEN excluded.online = 1 THEN 1 ELSE recovery_points.online END,
                missing_disk = CASE WHEN excluded.disk = 1 THEN 0 ELSE recovery_points.missing_disk END,
                missing_online = CASE WHEN excluded.online = 1 THEN 0 ELSE recovery_points.missing_online END
            """,
            points.Select(point => new
            {
                point.Id, point.SourceId, point.Created, point.Items, point.ItemsFailed, point.Bytes, Disk = point.Disk ? 1 : 0, Online = point.Online ? 1 : 0,
                point.BackupType, point.Guarantee, point.Consistent, point.Why, point.ReadFrom,
            }), transaction);
        SourceDayTable.Add(points, connection, transaction);
    });

    /// <summary>Takes a place off a point, and the point itself when that was the last.</summary>
    internal void Remove(string id, bool online) => database.Write(ChangeTopic.Points, (connection, transaction) =>
    {
        connection.Execute(
            online
                ? "UPDATE recovery_points SET online = 0, missing_online = 0 WHERE id = @id"
                : "UPDATE recovery_points SET disk = 0, missing_disk = 0 WHERE id = @id",
            new { id }, transaction);
        connection.Execute("DELETE FROM recovery_points WHERE id = @id AND disk = 0 AND online = 0 AND missing_disk = 0 AND missing_online = 0", new { id }, transaction);
    });

    internal void MarkMissing(string id, bool online) => MarkMissing([id], online);

    /// <summary>Notes that points have lost a place, as one transaction.</summary>
    internal void MarkMissing(IReadOnlyCollection<string> ids, bool online) => database.Write(ChangeTopic.Points, (connection, transaction) => connection.Execute(
        online
            ? "UPDATE recovery_points SET online = 0, missing_online = 1 WHERE id = @id AND online = 1"
            : "UPDATE recovery_points SET disk = 0, missing_disk = 1 WHERE id = @id AND disk = 1",
        ids.Select(id => new { id }), transaction));

    /// <summary>Gives up the points of which a copy is missing: rows stay only where the other copy is there.</summary>
    internal void ForgetMissing() => database.Write(ChangeTopic.Points, (connection, transaction) =>
    {
        connection.Execute("UPDATE recovery_points SET missing_disk = 0, missing_online = 0 WHERE missing_disk = 1 OR missing_online = 1", transaction: transaction);
        connection.Execute("DELETE FROM recovery_points WHERE disk = 0 AND online = 0", transaction: transaction);
    });

    private static string Counted(string place, string name) => $"(SELECT COUNT(*) FROM recovery_points p WHERE p.source_id = s.id AND p.{place} = 1) AS {name}";

    private static string Oldest(string place, string name) => $"(SELECT p.created FROM recovery_points p WHERE p.source_id = s.id AND p.{place} = 1 ORDER BY p.created LIMIT 1) AS {name}";

    private static string Newest(string column, string place, string name) =>
        $"(SELECT p.{column} FROM recovery_points p WHERE p.source_id = s.id AND p.{place} = 1 ORDER BY p.created DESC, p.id DESC LIMIT 1) AS {name}";
}
