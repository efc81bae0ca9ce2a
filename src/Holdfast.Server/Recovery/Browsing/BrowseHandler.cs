using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Hosting;

namespace Holdfast.Server.Recovery.Browsing;

/// <summary>Shows a folder of a point, whole or page by page.</summary>
internal sealed class BrowseHandler(PointFinder finder, FolderCache folders)
{
    internal const int MostItems = 5000;

    internal BrowseResult Browse(ApiCall call)
    {
        var (source, online, external) = (call.Required("source"), call.Flag("online"), call.Text("externalServer"));
        var chosen = finder.Find(source, call.Text("at") ?? "latest", online, external, call.Scope);
        var order = call.Text("order");
        if (order is not null && !FolderListing.Orders.Contains(order)) throw new HoldfastException(ErrorCode.BadRequest, $"'{order}' is none of {string.Join(", ", FolderListing.Orders)}.");
        var (offset, limit) = (call.Number("offset", 0, 0, int.MaxValue), call.Number("limit", int.MaxValue, 1, MostItems));
        var since = call.Text("since") is { } older ? finder.Find(source, older, online, external, call.Scope) : null;

        var folder = (call.Text("path") ?? "").Trim('/');
        var path = ItemView.Path(folder);
        var (items, total) = folders.Get(chosen.Point, path).Page(order, call.Flag("descending"), call.Text("text"), offset, limit);
        var before = since is null ? null : folders.GetOrEmpty(since.Point, path);
        return new BrowseResult(
            chosen.Point.PointId, chosen.SourceId, folder,
            [.. items.Select(item => before is null ? ItemView.Show(item) : ItemView.Show(item) with { Change = ItemChange.Of(item, before.Find(item.Path)) })])
        {
            Total = total, Offset = offset,
        };
    }
}
