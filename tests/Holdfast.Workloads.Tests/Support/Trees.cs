using Holdfast.Format.Items;
using Holdfast.Workloads.Files;

namespace Holdfast.Workloads.Tests.Support;

/// <summary>Scans and recovers as the engine does, in the plainest way.</summary>
internal static class Trees
{
    public static List<Item> Scan(string root, Notes? notes = null, ScanOptions? options = null)
    {
        using var source = FileSources.Open(root);
        return Scan(source, notes, options);
    }

    public static List<Item> Scan(IFileSource source, Notes? notes = null, ScanOptions? options = null)
    {
        var items = new List<Item>();
        foreach (var listing in source.Walk(options ?? ScanOptions.Everything, notes ?? new Notes(), CancellationToken.None))
        {
            Assert.All(listing.Items, item => Assert.Same(listing.Path, item.Parent.Length == 0 && listing.Path.Length == 0 ? listing.Path : item.Parent));
            items.AddRange(listing.Items);
            listing.Release();
        }
        return items;
    }

    public static List<string> Paths(IEnumerable<Item> items) => [.. items.Select(item => ItemPath.ToDisplay(item.Path))];

    public static void AssertTableOrder(IReadOnlyList<Item> items)
    {
        for (var i = 1; i < items.Count; i++)
        {
            var order = ItemPath.CompareKeys(items[i - 1].Parent, items[i - 1].Name, items[i].Parent, items[i].Name);
            Assert.True(order < 0, $"{items[i - 1]} before {items[i]}");
        }
    }

    /// <summary>Runs an action for one item of a tree while its listing is open.</summary>
    public static void With(IFileSource source, string path, Action<DirectoryListing, Item> action, Notes? notes = null)
    {
        var found = false;
        foreach (var listing in source.Walk(ScanOptions.Everything, notes ?? new Notes(), CancellationToken.None))
        {
            if (listing.Items.FirstOrDefault(item => ItemPath.ToDisplay(item.Path) == path) is { } wanted)
            {
                found = true;
                action(listing, wanted);
            }
            listing.Release();
        }
        Assert.True(found, path);
    }

    /// <summary>Reads a tree and writes it to a target; files up to 64 KiB in one go.</summary>
    public static void Copy(string from, string to, TargetOptions options, Notes notes)
    {
        using var source = FileSources.Open(from);
        using var target = FileTargets.Open(to, options, notes);
        var firsts = new Dictionary<ulong, Item>();
        var buffer = new byte[65536];
        foreach (var listing in source.Walk(ScanOptions.Everything, notes, CancellationToken.None))
        {
            foreach (var item in listing.Items) CopyItem(listing, item, target, firsts, buffer, notes);
            listing.Release();
        }
        target.FinishDirectories();
    }

    private static void CopyItem(DirectoryListing listing, Item item, IFileTarget target, Dictionary<ulong, Item> firsts, byte[] buffer, Notes notes)
    {
        if (item.LinkGroup != 0 && firsts.TryGetValue(item.LinkGroup, out var first) && target.CreateLinkTo(item, first) != TargetOutcome.NotLinkable) return;
        if (item.LinkGroup != 0) firsts.TryAdd(item.LinkGroup, item);
        switch (item.Kind)
        {
            case ItemKind.File:
                CopyFile(listing, item, target, buffer, notes);
                break;
            case ItemKind.Directory:
                listing.Describe(item, notes);
                target.CreateDirectory(item);
                break;
            case ItemKind.SymbolicLink:
                if (listing.Describe(item, notes)) target.CreateSymbolicLink(item);
                break;
            default:
                listing.Describe(item, notes);
                target.CreateNode(item);
                break;
        }
    }

    private static void CopyFile(DirectoryListing listing, Item item, IFileTarget target, byte[] buffer, Notes notes)
    {
        var read = listing.ReadWhole(item, buffer, notes, out var length);
        if (read == SmallRead.Ok) target.WriteWhole(item, buffer.AsSpan(0, length));
        if (read != SmallRead.TooLarge) return;
        using var reader = listing.OpenFile(item, notes);
        if (reader is null || target.BeginFile(item) is not { } file) return;
        var range = reader.NextData(0);
        while (range.Length > 0)
        {
            for (var offset = range.Start; offset < range.Start + range.Length;)
            {
                var want = (int)Math.Min(buffer.Length, range.Start + range.Length - offset);
                var got = reader.Read(offset, buffer.AsSpan(0, want));
                if (got == 0) break;
                file.WriteAt(offset, buffer.AsSpan(0, got));
                offset += got;
            }
            range = reader.NextData(range.Start + range.Length);
        }
        target.Finish(file);
    }
}
