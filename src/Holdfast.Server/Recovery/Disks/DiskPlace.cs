using Holdfast.Format.Items;
using Holdfast.Workloads.Disks;

namespace Holdfast.Server.Recovery.Disks;

/// <summary>A disk of a point, or a place inside it.</summary>
/// <param name="Path">All of it, as it was asked for.</param>
/// <param name="Inner">The number of a partition, then names, joined by '/', as people read them; empty: the disk itself.</param>
internal sealed record DiskPlace(PointDisk Disk, byte[] Path, string Inner)
{
    /// <summary>Null where the path is neither a disk nor inside one.</summary>
    internal static DiskPlace? Of(IReadOnlyList<PointDisk> disks, byte[] path)
    {
        foreach (var disk in disks)
        {
            var own = ItemPath.FromDisplay(disk.Path);
            if (ItemPath.IsWithin(path, own)) return new DiskPlace(disk, path, path.Length == own.Length ? "" : ItemPath.ToDisplay(path.AsSpan(own.Length + 1)));
        }
        return null;
    }

    internal string Shown => ItemPath.ToDisplay(Path);
}
