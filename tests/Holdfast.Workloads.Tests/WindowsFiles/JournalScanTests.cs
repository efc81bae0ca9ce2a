using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Files.Windows;
using Holdfast.Workloads.Files.Windows.Items;
using Holdfast.Workloads.Files.Windows.Journal;
using Holdfast.Workloads.Files.Windows.Rules;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.WindowsFiles;

/// <summary>A second scan looks at what the change journal tells, and at everything where it tells less than all.</summary>
public sealed class JournalScanTests : IDisposable
{
    private static readonly UsnJournalState First = new(7, 99, 0, 1000, 0), Second = First with { NextUsn = 2000 };
    private readonly TempTree _tree = new();
    private readonly Notes _notes = new();
    private readonly StandInWindows _windows;
    private readonly StandInObject _text;

    public JournalScanTests()
    {
        _windows = new StandInWindows(_tree);
        _windows.Folder("C:\\");
        _windows.Folder(@"C:\a");
        _windows.Folder(@"C:\a\deep");
        _text = _windows.File(@"C:\a\text", "content");
        _text.Streams["big"] = new byte[(1 << 20) + 1];
        _windows.File(@"C:\a\deep\file", "content");
        _windows.Folder(@"C:\b");
        _windows.File(@"C:\b\other", "content");
        _windows.Folder(@"C:\mount").Reparse = Links.Mount(@"\??\Volume{57d8b1d2-0000-0000-0000-100000000000}\", "");
    }

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void Walk_NothingChanged_LooksAtTheRootAloneAndFindsTheSame()
    {
        var before = Scan(null);
        var after = Again(before);

        Assert.Equal(Paths(before), Paths(after));
        Assert.Equal(["C:\\"], _windows.Looks.Distinct());
        Assert.All(after.Where(item => !item.IsRoot), item => Assert.Contains(before, other => ReferenceEquals(item, other)));
    }

    [Fact]
    public void Walk_FileChanged_LooksAtItAndAtItsStreams()
    {
        var before = Scan(null);
        _text.Changes++;
        _text.Streams["more"] = new byte[(1 << 20) + 1];

        var after = Again(before, Records.V2(Number(_text), 1, 1000, UsnReasons.NamedDataExtend, "text"));

        Assert.Equal(["C:\\", @"C:\a\text"], _windows.Looks.Distinct());
        Assert.Equal(Paths(before).Append("a/text:more").Order(StringComparer.Ordinal), Paths(after).Order(StringComparer.Ordinal));
        Assert.NotEqual(before.Single(item => Path(item) == "a/text").Changed, after.Single(item => Path(item) == "a/text").Changed);
    }

    [Fact]
    public void Walk_FileMade_ListsItsFolderAndNoOther()
    {
        var before = Scan(null);
        _windows.File(@"C:\b\new", "content");

        var after = Again(before, Records.V2(500, Number(before, "b"), 1000, UsnReasons.FileCreate, "new"));

        Assert.Equal(["C:\\", @"C:\b", @"C:\b\new", @"C:\b\other"], _windows.Looks.Distinct().Order(StringComparer.Ordinal));
        Assert.Contains("b/new", Paths(after));
    }

    /// <summary>Nothing is told of what lies in a folder that is moved: it is listed.</summary>
    [Fact]
    public void Walk_FolderThatCameFromElsewhere_IsListedWhole()
    {
        var before = Scan(null).Where(item => !Path(item).StartsWith("a/deep", StringComparison.Ordinal)).ToList();

        var after = Again(before, Records.V2(Number(_windows.Folder(@"C:\a\deep")), Number(before, "a"), 1000, UsnReasons.RenameNewName, "deep"));

        Assert.Contains("a/deep/file", Paths(after));
    }

    [Fact]
    public void Walk_FileThatWasNotReadWhole_IsLookedAtAgain()
    {
        var before = Scan(null);
        before.Single(item => Path(item) == "a/text:big").Condition = ItemCondition.Unreadable;

        var after = Again(before);

        Assert.Contains(@"C:\a\text", _windows.Looks);
        Assert.Equal(Paths(before), Paths(after));
    }

    /// <summary>The journal says nothing of what was refused before.</summary>
    [Fact]
    public void Walk_WhatWasRefusedBefore_IsTriedAgain()
    {
        _windows.Refused.UnionWith([@"C:\a\deep", @"C:\b\other"]);
        var before = Scan(null);
        Assert.DoesNotContain("a/deep/file", Paths(before));
        Assert.Equal(@"C:\a\deep is refused.", _notes.Single(NoteKind.Unreadable).Message["It cannot be read: ".Length..]);
        _windows.Refused.Clear();

        var after = Again(before);

        Assert.Contains("a/deep/file", Paths(after));
        Assert.Contains(@"C:\b\other", _windows.Looks);
        Assert.DoesNotContain(@"C:\a\text", _windows.Looks);
    }

    [Fact]
    public void Open_RootThatIsRefused_IsNotTakenForEmpty()
    {
        _windows.Refused.Add("C:\\");

        Assert.Throws<UnauthorizedAccessException>(() => WindowsFileSource.Open(new StandInPlatform(_windows), "C:\\", TimeProvider.System));
    }

    [Theory]
    [InlineData(8, 99, 0, "another volume")]
    [InlineData(7, 98, 0, "made anew")]
    [InlineData(7, 99, 1001, "dropped records")]
    public void Walk_JournalWithAGap_LooksAtEverythingAndSaysWhy(ulong volume, ulong journal, long first, string expected)
    {
        var before = Scan(null);
        var now = new UsnJournalState(volume, journal, first, 2000, 0);

        var after = Scan(before, now, now);

        Assert.Equal(Paths(before), Paths(after));
        Assert.Contains(@"C:\a\deep\file", _windows.Looks);
        Assert.Contains(expected, _notes.Single(NoteKind.JournalUnusable).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Walk_ChosenOtherwise_LooksAtEverything()
    {
        var before = Scan(null);

        var after = Scan(before, [Second, Second], ScanOptions.Everything with { ExcludeGlobs = ["deep/"] });

        Assert.DoesNotContain("a/deep/file", Paths(after));
        Assert.Contains("chosen otherwise", _notes.Single(NoteKind.JournalUnusable).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Walk_ChosenFolders_AreTakenWithTheWayToThem() =>
        Assert.Equal(["", "a", "a/deep", "a/deep/file"], Paths(Scan(null, [First], new ScanOptions { Windows = WindowsChoice.Read(new Dictionary<string, string> { ["folders"] = @"C:\a\deep" }) })));

    /// <summary>Where nobody keeps a journal, nothing is kept and nothing is said.</summary>
    [Fact]
    public void Walk_NoJournal_LooksAtEverything()
    {
        var before = Scan(null, [], ScanOptions.Everything);

        Scan(before, [], ScanOptions.Everything);

        Assert.Null(WindowsMetadata.Of(before[0]).Scan);
        Assert.DoesNotContain(_notes.All, note => note.Kind == NoteKind.JournalUnusable);
    }

    private List<Item> Again(List<Item> before, params byte[][] records) => Scan(before, [Second, Second, Second], ScanOptions.Everything, [.. records.SelectMany(record => record)]);

    private List<Item> Scan(List<Item>? before, params UsnJournalState[] states) => Scan(before, before is null ? [First] : states, ScanOptions.Everything);

    private List<Item> Scan(List<Item>? before, UsnJournalState[] states, ScanOptions options, byte[]? content = null)
    {
        _windows.Looks.Clear();
        // The position, then the two looks of the plan.
        var journals = new StandInJournals { States = new(states), Content = content ?? [] };
        using var source = WindowsFileSource.Open(new StandInPlatform(_windows, journals), "C:\\", TimeProvider.System);
        var found = new List<Item>();
        foreach (var listing in source.Walk(options with { Previous = before is null ? null : new KeptTree(before) }, _notes, TestContext.Current.CancellationToken))
        {
            foreach (var item in listing.Items)
            {
                // As the scanner does: what is as before is not described.
                if (item.Kind == ItemKind.File && item.Inode == 0) item.Condition |= ItemCondition.Unreadable;
                else if (before?.Contains(item) != true) Assert.True(listing.Describe(item, _notes));
                found.Add(item);
            }
        }
        return found;
    }

    private static ulong Number(StandInObject found) => FileNumber.Of(found.Id);

    private static ulong Number(List<Item> items, string path) => items.Single(item => Path(item) == path).Inode;

    private static string Path(Item item) => Encoding.UTF8.GetString(item.Path);

    private static List<string> Paths(IEnumerable<Item> items) => [.. items.Select(Path)];

    private sealed class KeptTree(List<Item> items) : IPreviousTree
    {
        public Item? Root => items[0];

        public IReadOnlyList<Item> ChildrenOf(byte[] folder) => [.. items.Where(item => !item.IsRoot && item.Parent.AsSpan().SequenceEqual(folder))];
    }
}
