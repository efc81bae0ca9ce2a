using Holdfast.Contracts.Api.Applications;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Accounts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Applications;

/// <summary>Restore drills as the API shows them.</summary>
internal sealed class DrillViews(ServerCatalog catalog, SourceRegistry sources)
{
    internal DrillList List(string? source, string? before, int limit, CallerScope scope)
    {
        var behind = before is null ? null : catalog.Drills.ById(before) ?? throw new HoldfastException(ErrorCode.BadRequest, $"There is no drill {before} to continue before.");
        var sourceId = source is null ? null : sources.Resolve(source, scope).Id;
        var seen = scope.IsEverything ? null : sources.Seen(scope);
        var rows = new List<DrillRow>();
        while (rows.Count <= limit)
        {
            var page = catalog.Drills.Page(sourceId, behind, limit + 1);
            rows.AddRange(page.Where(row => seen?.Contains(row.SourceId) ?? true));
            if (page.Count <= limit) break;
            behind = page[^1];
        }
        return new DrillList([.. rows.Take(limit).Select(Show)], rows.Count > limit ? rows[limit - 1].Id : null);
    }

    internal static DrillInfo Show(DrillRow row) => new(
        row.Id, row.SourceId, row.SourceName, row.SourcePath, row.Server, row.PointId, CatalogTime.To(row.PointCreated), CatalogTime.To(row.Ended), row.Depth, row.Sound,
        CatalogJson.ReadList(row.Findings), row.RecoveryMs, row.Online);
}
