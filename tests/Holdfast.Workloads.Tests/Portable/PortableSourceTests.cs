using Holdfast.Format.Items;
using Holdfast.Workloads.Files.Portable;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.Portable;

public sealed class PortableSourceTests
{
    [Fact]
    public void Walk_Tree_IsInTableOrderWithoutWhatIsExcluded()
    {
        using var tree = new PortableTree();
        foreach (var file in (string[])["b/x.txt", "b/x/y", "b.c", "a", "b/skip.tmp", "cache/deep/file", "Grüße/ü"]) tree.Write(file);
        tree.Folder("empty");
        using var source = PortableFileSource.Open(tree.Root, TimeProvider.System);
        var items = Trees.Scan(source, options: new ScanOptions { ExcludeGlobs = ["cache/"], ExcludeExtensions = [".tmp"] });

        Trees.AssertTableOrder(items);
        Assert.Equal(["", "Grüße", "a", "b", "b.c", "empty", "Grüße/ü", "b/x", "b/x.txt", "b/x/y"], Sorted(items));
        Assert.Equal(7, items.Single(item => ItemPath.ToDisplay(item.Path) == "a").Size);
    }

    [Fact]
    public void Walk_MoreThanAListingHolds_ComesInSeveral()
    {
        using var tree = new PortableTree();
        tree.Folder("d");
        for (var i = 0; i < 8; i++) File.WriteAllBytes(tree[$"d/{i:d5}"], []);
        using var source = PortableFileSource.Open(tree.Root, TimeProvider.System);
        var listings = new PortableWalker(source, ScanOptions.Everything, new Notes(), 3).Walk(CancellationToken.None).ToList();

        Assert.Equal(5, listings.Count);
        Trees.AssertTableOrder([.. listings.SelectMany(listing => listing.Items)]);
    }

    [Fact]
    public void Walk_SingleFile_ListsItsNameOnly()
    {
        using var tree = new PortableTree();
        tree.Write("other");
        using var source = PortableFileSource.Open(tree.Write("one"), TimeProvider.System);

        Assert.Equal(tree.Root, source.Root);
        Assert.Equal(["", "one"], Trees.Paths(Trees.Scan(source)));
        Assert.ThrowsAny<IOException>(() => PortableFileSource.Open(tree["absent"], TimeProvider.System));
    }

    [Fact]
    public void Walk_PathBeyondTheOldLimit_IsRead()
    {
        using var tree = new PortableTree();
        var deep = string.Join('/', Enumerable.Repeat(new string('d', 60), 8));
        tree.Write(deep + "/end", "deep");
        using var source = PortableFileSource.Open(tree.Root, TimeProvider.System);

        Trees.With(source, deep + "/end", (listing, item) =>
        {
            var buffer = new byte[16];
            Assert.Equal(SmallRead.Ok, listing.ReadWhole(item, buffer, new Notes(), out var length));
            Assert.Equal("deep"u8, buffer.AsSpan(0, length));
        });
    }

    /// <summary>Size, time, birth and attributes decide whether a file is read again.</summary>
    [Fact]
    public void Walk_Again_TellsWhatChanged()
    {
        using var tree = new PortableTree();
        var old = new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        foreach (var name in (string[])["same", "touched", "grown"]) File.SetLastWriteTimeUtc(tree.Write(name), old);
        var before = Scan(tree);
        File.SetLastWriteTimeUtc(tree["touched"], old.AddTicks(1));
        File.AppendAllText(tree["grown"], "!");
        File.SetLastWriteTimeUtc(tree["grown"], old);
        var after = Scan(tree);

        Assert.Equal(before["same"], after["same"]);
        Assert.NotEqual(before["touched"], after["touched"]);
        Assert.NotEqual(before["grown"], after["grown"]);
    }

    [Fact]
    public void ReadWhole_WrittenThisSecond_IsRacyAndLaterNot()
    {
        using var tree = new PortableTree();
        tree.Write("new");
        File.SetLastWriteTimeUtc(tree["new"], new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        foreach (var (hours, racy) in ((int, bool)[])[(0, true), (1, false)])
        {
            using var source = PortableFileSource.Open(tree.Root, new FixedTime(new DateTimeOffset(2030, 1, 1, hours, 0, 0, TimeSpan.Zero)));
            Trees.With(source, "new", (listing, item) =>
            {
                listing.ReadWhole(item, new byte[100], new Notes(), out _);
                Assert.Equal(racy ? ItemCondition.Racy : ItemCondition.Complete, item.Condition);
            });
        }
    }

    [Fact]
    public void ReadWhole_HeldByAnother_IsLocked()
    {
        Assert.SkipUnless(OperatingSystem.IsWindows(), "Only Windows has files that others may not read.");
        using var tree = new PortableTree();
        using var held = new FileStream(tree.Write("held"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        using var source = PortableFileSource.Open(tree.Root, TimeProvider.System);
        var notes = new Notes();
        Trees.With(source, "held", (listing, item) =>
        {
            Assert.Equal(SmallRead.Unreadable, listing.ReadWhole(item, new byte[100], notes, out _));
            Assert.Null(listing.OpenFile(item, notes));
            Assert.True(item.Condition.HasFlag(ItemCondition.Unreadable));
        });
        Assert.Equal(2, notes.Count(NoteKind.Locked));
    }

    [Fact]
    public void ReadWhole_Vanished_SaysSo()
    {
        using var tree = new PortableTree();
        tree.Write("gone");
        using var source = PortableFileSource.Open(tree.Root, TimeProvider.System);
        var notes = new Notes();
        Trees.With(source, "gone", (listing, item) =>
        {
            File.Delete(tree["gone"]);
            Assert.Equal(SmallRead.Vanished, listing.ReadWhole(item, new byte[100], notes, out _));
        });
        notes.Single(NoteKind.Vanished);
    }

    [Fact]
    public void Walk_LinkToAFolder_IsRecordedAndNotFollowed()
    {
        using var tree = new PortableTree();
        tree.Write("outside/secret");
        tree.Folder("inside");
        Directory.CreateSymbolicLink(tree["inside/link"], tree["outside"]);
        Assert.SkipUnless(new DirectoryInfo(tree["inside/link"]).LinkTarget is not null, "No symbolic links can be made here.");
        using var source = PortableFileSource.Open(tree["inside"], TimeProvider.System);
        var items = Trees.Scan(source);

        Assert.Equal(["", "link"], Trees.Paths(items));
        Assert.Equal(ItemKind.SymbolicLink, items[1].Kind);
        Assert.Equal(tree["outside"], PortableName.Decode(items[1].LinkTarget));
    }

    private static string[] Sorted(List<Item> items) =>
        [.. items.OrderBy(item => ItemPath.ToDisplay(item.Path).Count(character => character == '/')).ThenBy(item => ItemPath.ToDisplay(item.Path), StringComparer.Ordinal).Select(item => ItemPath.ToDisplay(item.Path))];

    private static Dictionary<string, (long, Timestamp, Timestamp, ulong)> Scan(PortableTree tree)
    {
        using var source = PortableFileSource.Open(tree.Root, TimeProvider.System);
        return Trees.Scan(source).Where(item => item.Kind == ItemKind.File).ToDictionary(item => ItemPath.ToDisplay(item.Path), item => (item.Size, item.Modified, item.Changed, item.Inode));
    }
}
