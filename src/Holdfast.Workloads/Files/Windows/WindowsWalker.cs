using Holdfast.Format.Items;
using Holdfast.Workloads.Files.Portable;
using Holdfast.Workloads.Files.Windows.Items;
using Holdfast.Workloads.Files.Windows.Journal;
using Holdfast.Workloads.Files.Windows.Rules;

namespace Holdfast.Workloads.Files.Windows;

/// <summary>Lists a tree of Windows in table order. Links and mounted volumes are never entered.</summary>
/// <param name="before">What the point before had and a journal vouches for is taken from there, without a look; null: everything is looked at.</param>
internal sealed class WindowsWalker(WindowsFileSource source, WindowsScanRules rules, ChangedTree? before, IItemNotes notes)
{
    private const int ItemsPerListing = 4096;
    private static readonly Comparer<Item> _byName = Comparer<Item>.Create(static (left, right) => left.Name.AsSpan().SequenceCompareTo(right.Name));
    private readonly Stack<(Item Folder, bool WasThere)> _toEnter = new();

    /// <param name="root">The root's item. Where there is a tree before, it is the same folder as there.</param>
    public IEnumerable<DirectoryListing> Walk(Item root, CancellationToken ct)
    {
        yield return new WindowsDirectoryListing(source, [], [root]);
        _toEnter.Push((root, true));
        while (_toEnter.TryPop(out var next))
        {
            var items = new List<Item>();
            var folders = new List<(Item Folder, bool WasThere)>();
            var path = next.Folder.Path;
            var known = next.WasThere ? before?.ChildrenOf(path) : null;
            if (known is not null && before!.HasSameEntries(next.Folder)) TakeKnown(path, known, items, folders, ct);
            else List(path, known, items, folders, ct);
            items.Sort(_byName);
            foreach (var batch in items.Chunk(ItemsPerListing)) yield return new WindowsDirectoryListing(source, path, batch);
            // The stack gives the first name first.
            foreach (var folder in folders.OrderByDescending(each => each.Folder, _byName)) _toEnter.Push(folder);
        }
    }

    private void TakeKnown(byte[] path, IReadOnlyList<Item> known, List<Item> items, List<(Item, bool)> folders, CancellationToken ct)
    {
        // What was not kept whole is looked at again: a file with all its streams.
        var torn = known.Where(item => item.Condition != ItemCondition.Complete).Select(item => item.Inode).ToHashSet();
        foreach (var item in known)
        {
            ct.ThrowIfCancellationRequested();
            if (before!.IsSame(item) && !torn.Contains(item.Inode))
            {
                items.Add(item);
                if (item.Kind == ItemKind.Directory) Enter(item, WindowsMetadata.Of(item).Reparse is not null, wasThere: true, folders);
            }
            // A look at a file brings its streams along.
            else if (!WindowsItems.Is(item, NtfsNames.StreamContent)) Take(path, PortableName.Decode(item.Name)!, known, items, folders);
        }
    }

    private void List(byte[] path, IReadOnlyList<Item>? known, List<Item> items, List<(Item, bool)> folders, CancellationToken ct)
    {
        foreach (var name in Names(path))
        {
            ct.ThrowIfCancellationRequested();
            Take(path, name, known, items, folders);
        }
    }

    private List<string> Names(byte[] folder)
    {
        if (source.SingleName is { } single) return [single];
        try
        {
            return [.. source.Api.List(source.PathOf(folder))];
        }
        catch (Exception failure) when (PortableError.IsExpected(failure))
        {
            notes.Add(PortableError.ToNote(failure, folder));
            return [];
        }
    }

    private void Take(byte[] folder, string text, IReadOnlyList<Item>? known, List<Item> items, List<(Item, bool)> folders)
    {
        var name = PortableName.Encode(text);
        var path = ItemPath.Join(folder, name);
        try
        {
            var found = source.Api.Look(source.PathOf(path));
            var item = WindowsItems.Of(found, folder, name);
            var isFolder = item.Kind == ItemKind.Directory;
            if (source.SingleName is null && rules.LeavesOut(folder, name, source.NameOf(path), isFolder)) return;
            items.Add(item);
            items.AddRange(WindowsMetadata.Large(found.Streams).Select(stream => WindowsItems.OfStream(item, stream.Name, stream.Length)));
            if (isFolder) Enter(item, WindowsItems.LeadsAway(found), known is not null && WasThere(known, item), folders);
        }
        catch (Exception failure) when (PortableError.IsExpected(failure))
        {
            if (PortableError.MeansGone(failure)) notes.Add(PortableError.ToNote(failure, path));
            // It stands in the point as what cannot be read, which is noted when that is tried: the next scan would not know of it otherwise.
            else if (!rules.LeavesOut(folder, name, source.NameOf(path), isFolder: false)) items.Add(new Item { Parent = folder, Name = name, Kind = ItemKind.File });
        }
    }

    private void Enter(Item folder, bool leadsAway, bool wasThere, List<(Item, bool)> folders)
    {
        if (leadsAway) notes.Add(new ItemNote(NoteKind.MountPointSkipped, folder.Path, 0, "Another volume is mounted here, or it leads elsewhere; it is kept as an empty folder."));
        else if ((wasThere && before!.HasSameEntries(folder)) || CanBeListed(folder.Path)) folders.Add((folder, wasThere));
        // The journal will say nothing of what could not be listed: the next scan tries again.
        else folder.Condition |= ItemCondition.Racy;
    }

    private bool CanBeListed(byte[] folder)
    {
        try
        {
            _ = source.Api.List(source.PathOf(folder)).Any();
            return true;
        }
        catch (Exception failure) when (PortableError.IsExpected(failure))
        {
            notes.Add(PortableError.ToNote(failure, folder));
            return false;
        }
    }

    /// <summary>The same folder under the same name: what lay in it then is what a journal speaks of. One that was moved here, or stands in another's place, is listed.</summary>
    private static bool WasThere(IReadOnlyList<Item> known, Item folder)
    {
        var (low, high) = (0, known.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = _byName.Compare(known[middle], folder);
            if (order == 0) return known[middle] is { Kind: ItemKind.Directory, Condition: ItemCondition.Complete } then && then.Inode == folder.Inode;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }
        return false;
    }
}
