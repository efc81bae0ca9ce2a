using Dapper;
using Holdfast.Server.Changes;

namespace Holdfast.Server.Catalog;

/// <summary>Restore drills, newest first wherever there are several.</summary>
internal sealed class DrillTable(CatalogDatabase database)
{
    private const string Select =
        "SELECT id, source_id, source_name, source_path, server, point_id, point_created, ended, depth, sound, findings, recovery_ms, online FROM drills";

    internal DrillRow? ById(string id) => database.Read(connection => connection.QueryFirstOrDefault<DrillRow>(Select + " WHERE id = @id", new { id }));

    /// <param name="sourceId">Null: of all.</param>
    /// <param name="before">Only those that stand behind this one.</param>
    internal IReadOnlyList<DrillRow> Page(string? sourceId, DrillRow? before, int limit) => database.Read(connection => connection.Query<DrillRow>(
        Select + " WHERE (@all = 1 OR source_id = @sourceId) AND (@first = 1 OR ended < @ended OR (ended = @ended AND id < @id)) ORDER BY ended DESC, id DESC LIMIT @limit",
        new { all = sourceId is null ? 1 : 0, sourceId = sourceId ?? "", first = before is null ? 1 : 0, ended = before?.Ended ?? 0, id = before?.Id ?? "", limit }).AsList());

    /// <summary>Those that ended in a time.</summary>
    internal IReadOnlyList<DrillRow> Between(long from, long to) => database.Read(connection =>
        connection.Query<DrillRow>(Select + " WHERE ended >= @from AND ended < @to ORDER BY ended DESC, id DESC", new { from, to }).AsList());

    internal void Save(DrillRow row) => database.Write(
        ChangeTopic.Jobs,
        """
        INSERT INTO drills (id, source_id, source_name, source_path, server, point_id, point_created, ended, depth, sound, findings, recovery_ms, online)
        VALUES (@Id, @SourceId, @SourceName, @SourcePath, @Server, @PointId, @PointCreated, @Ended, @Depth, @Sound, @Findings, @RecoveryMs, @Online)
        ON CONFLICT (id) DO UPDATE SET ended = excluded.ended, depth = excluded.depth, sound = excluded.sound, findings = excluded.findings, recovery_ms = excluded.recovery_ms
        """,
        new
        {
            row.Id, row.SourceId, row.SourceName, row.SourcePath, row.Server, row.PointId, row.PointCreated, row.Ended, row.Depth, Sound = row.Sound ? 1 : 0, row.Findings,
            row.RecoveryMs, Online = row.Online ? 1 : 0,
        });
}
