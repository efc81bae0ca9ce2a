using Holdfast.Contracts.Api.Recovery;
using Holdfast.Contracts.Errors;
using Holdfast.Format.Items;
using Holdfast.Server.Engine;
using Holdfast.Server.Engine.Reading;
using Holdfast.Server.Hosting;
using Holdfast.Server.Recovery.Disks;
using Holdfast.Server.RecoveryPoints;

namespace Holdfast.Server.Recovery.Browsing;

/// <summary>One item in all points of its datasource.</summary>
internal sealed class VersionsHandler(PointFinder finder, IEngine engine, PointTree tree)
{
    internal const int MostPoints = 5000, DefaultPoints = 1000;

    /// <summary>Inside a disk, where each point's file system has to be opened.</summary>
    internal const int MostPointsInside = 100;

    internal ItemVersions Versions(ApiCall call)
    {
        var path = ItemView.Path(call.Required("path"));
        var (online, external) = (call.Flag("online"), call.Text("externalServer"));
        var (source, all) = finder.All(call.Required("source"), online, external, call.Scope);
        var limit = call.Number("limit", DefaultPoints, 1, MostPoints);
        if (all.Count > 0 && tree.IsInside(new PointRef(all[^1].Id, online || external is not null, external), path)) limit = Math.Min(limit, MostPointsInside);
        // Newest first; one more than is shown tells whether the last that is shown was there before.
        var points = all.Reverse().Take(limit + 1).ToDictionary(point => point.Id);
        var found = new List<(SourcePoint Point, BrowsedItem Item)>();
        var look = Look([.. points.Keys], online || external is not null, external, path, (id, item) => found.Add((points[id], item)), call.Aborted);
        if (found.Count == 0 && look.Unread.Count == 0) throw new HoldfastException(ErrorCode.NotFound, $"None of the recovery points holds '{ItemPath.ToDisplay(path)}'.");
        var versions = found.Select((version, at) => new ItemVersion(
            version.Point.Id, version.Point.Created, version.Point.Disk, version.Point.Online, ItemView.Show(version.Item),
            at + 1 == found.Count ? ItemChange.First : ItemChange.IsSame(version.Item, found[at + 1].Item) ? ItemChange.Same : ItemChange.Changed));
        var beyond = all.Count > limit ? all[^(limit + 1)].Id : null;
        return new ItemVersions(source, ItemPath.ToDisplay(path), [.. versions.Where(version => version.RecoveryPoint != beyond)], beyond is not null) { Unread = look.Unread };
    }

    private PointLook Look(IReadOnlyList<string> points, bool online, string? external, byte[] path, Action<string, BrowsedItem> found, CancellationToken cancellation) =>
        points.Count > 0 && tree.IsInside(new PointRef(points[0], online, external), path)
            ? tree.Find([.. points.Select(id => new PointRef(id, online, external))], path, (point, item) => found(point.PointId, item), cancellation)
            : engine.Find(points, online, external, path, found, cancellation);
}
