using System.Globalization;
using Holdfast.Contracts.Api.Recovery;
using Holdfast.Contracts.Errors;
using Holdfast.Format.Items;
using Holdfast.Server.Engine;
using Holdfast.Server.Recovery.Browsing;
using Holdfast.Workloads.FileSystems;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Server.Recovery.Disks;

/// <summary>What is at a place inside a disk.</summary>
/// <param name="mark">Stands for where content lies.</param>
internal sealed class InnerItems(OpenedDisk disk, DiskPlace place, ulong mark)
{
    /// <summary>Children of a directory by the bytes of their names, or the item itself where it is none.</summary>
    internal IReadOnlyList<BrowsedItem> List()
    {
        if (place.Inner.Length == 0) return Volumes();
        var files = DiskFaults.Require(disk, place);
        var entry = Entry() ?? throw new HoldfastException(ErrorCode.NotFound, $"The recovery point holds no '{place.Shown}'.");
        if (entry.Kind != ItemKind.Directory) return [Itself(files, entry)];
        var children = files.List(entry).Take(FolderCache.LargestFolder + 1).Select(child => Show(files, child, place.Path, ItemPath.FromDisplay(child.Name))).ToList();
        if (children.Count > FolderCache.LargestFolder)
            throw new HoldfastException(ErrorCode.FileSystemDamaged, $"{place.Shown} holds more than {FolderCache.LargestFolder} items.");
        children.Sort((left, right) => left.Path.AsSpan().SequenceCompareTo(right.Path));
        return children;
    }

    /// <summary>The item; null where there is none.</summary>
    internal BrowsedItem? Find()
    {
        var files = DiskFaults.Require(disk, place);
        return Entry() is { } entry ? Itself(files, entry) : null;
    }

    private FileEntry? Entry() => disk.Files.Find(place.Inner);

    private BrowsedItem Itself(IFileSystem files, FileEntry entry)
    {
        var (parent, name) = ItemPath.Split(place.Path);
        return Show(files, entry, parent, name);
    }

    private List<BrowsedItem> Volumes() => [.. disk.Files.Volumes.Select(Show).OrderBy(item => ItemPath.ToDisplay(item.Path), StringComparer.Ordinal)];

    private BrowsedItem Show(DiskVolume volume)
    {
        var path = ItemPath.Join(place.Path, ItemPath.FromDisplay(volume.Number.ToString(CultureInfo.InvariantCulture)));
        var modified = volume.Files is { } files ? Timestamp.From(files.Root.Modified) : default;
        return new BrowsedItem(path, ItemKind.Directory, volume.Length, modified, 0, 0, 0, null, ItemCondition.Complete)
        {
            InDisk = true,
            Volume = new VolumeInfo(volume.Number, volume.Offset, volume.Type, volume.Name, volume.FileSystem, volume.Files?.Label, volume.Reason),
        };
    }

    // One damaged record does not hide the rest of its folder.
    private BrowsedItem Show(IFileSystem files, FileEntry entry, byte[] parent, byte[] name)
    {
        try
        {
            return PointViews.ToBrowsed(files.Describe(entry, parent, name)) with { Path = ItemPath.Join(parent, name), Kind = entry.Kind, Size = entry.Size, ContentMark = mark, InDisk = true };
        }
        catch (MalformedFileException)
        {
            return new BrowsedItem(ItemPath.Join(parent, name), entry.Kind, entry.Size, Timestamp.From(entry.Modified), 0, 0, 0, null, ItemCondition.Unreadable) { ContentMark = mark, InDisk = true };
        }
    }
}
