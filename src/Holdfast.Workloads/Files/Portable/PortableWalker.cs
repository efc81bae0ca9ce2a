using Holdfast.Format.Items;
using Holdfast.Workloads.Files.Exclusion;

namespace Holdfast.Workloads.Files.Portable;

/// <summary>Lists a tree in table order. Links, junctions and mount points are never entered.</summary>
internal sealed class PortableWalker(PortableFileSource source, ScanOptions options, IItemNotes notes, int itemsPerListing = 4096)
{
    private static readonly EnumerationOptions everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false, ReturnSpecialDirectories = false, MatchType = MatchType.Simple };
    private readonly ExclusionRules exclusions = new(options);
    private readonly Stack<Queue<byte[]>> toEnter = new();

    public IEnumerable<DirectoryListing> Walk(CancellationToken ct)
    {
        var root = new Item { Parent = [], Name = [], Kind = ItemKind.Directory };
        PortableMetadata.Capture(new DirectoryInfo(source.Place), root);
        yield return new PortableDirectoryListing(source, [], [root]);
        for (byte[]? directory = []; directory is not null; directory = Next())
        {
            var subdirectories = new Queue<byte[]>();
            toEnter.Push(subdirectories);
            foreach (var batch in Read(directory).Chunk(itemsPerListing))
            {
                ct.ThrowIfCancellationRequested();
                Item[] items = [.. batch.Select(entry => ToItem(directory, entry.Name, entry.Info, subdirectories)).OfType<Item>()];
                if (items.Length > 0) yield return new PortableDirectoryListing(source, directory, items);
            }
        }
    }

    private byte[]? Next()
    {
        while (toEnter.TryPeek(out var subdirectories))
        {
            if (subdirectories.TryDequeue(out var directory)) return directory;
            toEnter.Pop();
        }
        return null;
    }

    private List<(byte[] Name, FileSystemInfo Info)> Read(byte[] directory)
    {
        var entries = new List<(byte[] Name, FileSystemInfo Info)>();
        try
        {
            var place = new DirectoryInfo(PortablePath.Of(source.Place, directory));
            var found = source.SingleName is { } single ? [new FileInfo(PortablePath.Join(place.FullName, single))] : place.EnumerateFileSystemInfos("*", everything);
            foreach (var info in found) entries.Add((PortableName.Encode(info.Name), info));
        }
        catch (Exception error) when (PortableError.IsExpected(error))
        {
            // What was listed so far is kept.
            notes.Add(PortableError.MeansGone(error) ? PortableError.ToNote(error, directory)
                : new ItemNote(NoteKind.Unreadable, directory, PortableError.Number(error), $"The directory could not be listed to its end: {error.Message}"));
        }
        entries.Sort(static (a, b) => a.Name.AsSpan().SequenceCompareTo(b.Name));
        return entries;
    }

    private Item? ToItem(byte[] directory, byte[] name, FileSystemInfo info, Queue<byte[]> subdirectories)
    {
        try
        {
            var attributes = info.Attributes;
            var isLink = attributes.HasFlag(FileAttributes.ReparsePoint) && info.LinkTarget is not null;
            var isDirectory = attributes.HasFlag(FileAttributes.Directory);
            if (source.SingleName is null && exclusions.Exclude(directory, name, isDirectory && !isLink)) return null;
            var kind = isLink ? ItemKind.SymbolicLink : isDirectory ? ItemKind.Directory : ItemKind.File;
            var item = new Item { Parent = directory, Name = name, Kind = kind };
            if (isLink) item.LinkTarget = PortableName.Encode(info.LinkTarget!);
            PortableMetadata.Capture(info, item);
            if (kind != ItemKind.Directory) return item;
            if (!attributes.HasFlag(FileAttributes.ReparsePoint)) subdirectories.Enqueue(item.Path);
            else notes.Add(new ItemNote(NoteKind.MountPointSkipped, item.Path, 0, "Something else is mounted or kept here; it is kept as an empty directory."));
            return item;
        }
        catch (Exception error) when (PortableError.IsExpected(error))
        {
            notes.Add(PortableError.ToNote(error, ItemPath.Join(directory, name)));
            return null;
        }
    }
}
