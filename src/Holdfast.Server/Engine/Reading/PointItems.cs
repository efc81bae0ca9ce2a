using Holdfast.Contracts.Errors;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Store.Repositories;
using Holdfast.Workloads.Files.Windows.Security;

namespace Holdfast.Server.Engine.Reading;

/// <summary>Looks into many points of one repository, of which one that cannot be read does not hide the others.</summary>
internal sealed class PointItems(Repository repository, IReadOnlyList<string> pointIds)
{
    /// <summary>One listing for all of them.</summary>
    private readonly Dictionary<string, RecoveryPoint> points = repository.Points.All().ToDictionary(point => point.Id);

    /// <summary>The item at a path in each point that has it, in the order of the points.</summary>
    internal PointLook Find(byte[] path, Action<string, BrowsedItem> found, CancellationToken cancellation) => Look((point, id) =>
    {
        cancellation.ThrowIfCancellationRequested();
        if (repository.Points.OpenTable(point).Find(path) is { } item) found(id, PointViews.ToBrowsed(item) with { AccessList = ItemAccess.Text(item) });
        return true;
    });

    /// <summary>Items by name.</summary>
    /// <param name="found">Takes an item and its point; false ends the search.</param>
    internal PointLook Search(NameMatch match, Func<string, BrowsedItem, bool> found, CancellationToken cancellation)
    {
        var search = new NameSearch(match, cancellation);
        return Look((point, id) => search.In(repository.Points.OpenTable(point), item => found(id, item)));
    }

    private PointLook Look(Func<RecoveryPoint, string, bool> at)
    {
        var unread = new List<string>();
        foreach (var id in pointIds)
        {
            // One that is gone was deleted since the catalog was asked.
            if (!points.TryGetValue(id, out var point)) continue;
            try
            {
                if (!Faults.Translate(() => at(point, id))) break;
            }
            catch (HoldfastException failure) when (failure.Code is ErrorCode.ChunkDamaged or ErrorCode.NotFound)
            {
                unread.Add(id);
            }
        }
        return new PointLook(unread);
    }
}
