using Holdfast.Contracts.Api.Recovery;
using Holdfast.Contracts.Errors;
using Holdfast.Format.Items;
using Holdfast.Server.Engine;
using Holdfast.Server.Hosting;
using Holdfast.Server.RecoveryPoints;

namespace Holdfast.Server.Recovery.Browsing;

/// <summary>One item in all points of its datasource.</summary>
internal sealed class VersionsHandler(PointFinder finder, IEngine engine)
{
    internal const int MostPoints = 5000, DefaultPoints = 1000;

    internal ItemVersions Versions(ApiCall call)
    {
        var path = ItemView.Path(call.Required("path"));
        var limit = call.Number("limit", DefaultPoints, 1, MostPoints);
        var (online, external) = (call.Flag("online"), call.Text("externalServer"));
        var (source, all) = finder.All(call.Required("source"), online, external, call.Scope);
        // Newest first; one more than is shown tells whether the last that is shown was there before.
        var points = all.Reverse().Take(limit + 1).ToDictionary(point => point.Id);
        var found = new List<(SourcePoint Point, BrowsedItem Item)>();
        var look = engine.Find([.. points.Keys], online || external is not null, external, path, (id, item) => found.Add((points[id], item)), call.Aborted);
        if (found.Count == 0 && look.Unread.Count == 0) throw new HoldfastException(ErrorCode.NotFound, $"None of the recovery points holds '{ItemPath.ToDisplay(path)}'.");
        var versions = found.Select((version, at) => new ItemVersion(
            version.Point.Id, version.Point.Created, version.Point.Disk, version.Point.Online, ItemView.Show(version.Item),
            at + 1 == found.Count ? ItemChange.First : ItemChange.IsSame(version.Item, found[at + 1].Item) ? ItemChange.Same : ItemChange.Changed));
        var beyond = all.Count > limit ? all[^(limit + 1)].Id : null;
        return new ItemVersions(source, ItemPath.ToDisplay(path), [.. versions.Where(version => version.RecoveryPoint != beyond)], beyond is not null) { Unread = look.Unread };
    }
}
