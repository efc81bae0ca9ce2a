using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Contracts.Errors;
using Holdfast.Format.Items;
using Holdfast.Server.Engine;
using Holdfast.Server.Engine.Reading;

namespace Holdfast.Server.Recovery.Disks;

/// <summary>Folders and files of points as people see them: what lies inside a machine's disk continues the disk's path, such as disks/sda/1/etc/hosts.</summary>
internal sealed class PointTree(IEngine engine, PointDisks disks, OpenedDisks opened)
{
    /// <summary>The children of a directory, or the item itself where it is none.</summary>
    /// <exception cref="HoldfastException">The point has no such folder, or what holds it cannot be read.</exception>
    internal IReadOnlyList<BrowsedItem> List(PointRef point, byte[] path)
    {
        var known = disks.Of(point);
        if (DiskPlace.Of(known, path) is { } place) return Look(point, place, items => items.List());
        var found = engine.Browse(point, path);
        return known.Count == 0 ? found : [.. found.Select(item => DiskPlace.Of(known, item.Path) is { Inner: "" } ? item with { IsDisk = true } : item)];
    }

    /// <summary>Whether the path leads into a disk of the point.</summary>
    internal bool IsInside(PointRef point, byte[] path) => DiskPlace.Of(disks.Of(point), path) is { Inner.Length: > 0 };

    /// <summary>The item inside a disk in each of these points that has it, in the order of the points.</summary>
    internal PointLook Find(IReadOnlyList<PointRef> points, byte[] path, Action<PointRef, BrowsedItem> found, CancellationToken cancellation)
    {
        List<string> unread = [];
        foreach (var point in points)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                if (DiskPlace.Of(disks.Of(point), path) is { Inner.Length: > 0 } place && Look(point, place, items => items.Find()) is { } item) found(point, item);
            }
            catch (HoldfastException failure) when (failure.Code is not ErrorCode.NotFound)
            {
                unread.Add(point.PointId);
            }
            catch (HoldfastException)
            {
                // A point without this disk or partition has no version of the item.
            }
        }
        return new PointLook(unread);
    }

    /// <summary>The content of a file.</summary>
    internal IPointContent OpenContent(PointRef point, byte[] path)
    {
        if (DiskPlace.Of(disks.Of(point), path) is not { Inner.Length: > 0 } place) return engine.OpenContent(point, path);
        var item = Look(point, place, items => items.Find()) ?? throw new HoldfastException(ErrorCode.NotFound, $"The recovery point holds no '{place.Shown}'.");
        return item.Kind == ItemKind.File ? new InnerContent(opened, point, place, item) : throw new HoldfastException(ErrorCode.ItemHasNoContent, $"'{place.Shown}' is no file.");
    }

    private T Look<T>(PointRef point, DiskPlace place, Func<InnerItems, T> look) =>
        DiskFaults.Translate(place, () => opened.Use(point, place.Disk, disk => look(new InnerItems(disk, place, Mark(point)))));

    // Where content lies inside a file system says nothing of whether it is the same in another point: each point has its own.
    private static ulong Mark(PointRef point) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(point.PointId)));
}
