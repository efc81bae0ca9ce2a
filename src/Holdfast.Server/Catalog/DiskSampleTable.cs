using Dapper;
using Holdfast.Server.Alerts;

namespace Holdfast.Server.Catalog;

/// <summary>How full the disks of the pool were, hour by hour.</summary>
internal sealed class DiskSampleTable(CatalogDatabase database)
{
    internal void Add(string diskId, DateTimeOffset taken, long used) => database.Write(
        "INSERT INTO disk_samples (disk_id, taken, used) VALUES (@diskId, @taken, @used) ON CONFLICT (disk_id, taken) DO UPDATE SET used = excluded.used",
        new { diskId, taken = CatalogTime.From(taken), used });

    /// <summary>Oldest first.</summary>
    internal IReadOnlyList<DiskSample> Of(string diskId, DateTimeOffset since) => database.Read(connection =>
        connection.Query<(long Taken, long Used)>(
            "SELECT taken, used FROM disk_samples WHERE disk_id = @diskId AND taken >= @since ORDER BY taken", new { diskId, since = CatalogTime.From(since) })
            .Select(row => new DiskSample(CatalogTime.To(row.Taken), row.Used)).ToList());

    internal void DeleteBefore(DateTimeOffset time) => database.Write("DELETE FROM disk_samples WHERE taken < @time", new { time = CatalogTime.From(time) });
}
