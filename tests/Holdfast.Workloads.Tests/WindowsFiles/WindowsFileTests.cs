using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Files;
using Holdfast.Workloads.Files.Linux;
using Holdfast.Workloads.Files.Portable;
using Holdfast.Workloads.Files.Windows;
using Holdfast.Workloads.Files.Windows.Items;
using Holdfast.Workloads.Files.Windows.Reparse;
using Holdfast.Workloads.Files.Windows.Rules;
using Holdfast.Workloads.Files.Windows.Security;
using Holdfast.Workloads.Tests.ShadowCopies.Requester;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.WindowsFiles;

/// <summary>Files of Windows into items and back, over a stand-in for the platform.</summary>
public sealed class WindowsFileTests : IDisposable
{
    private const int MoreThanAnAttribute = (1 << 20) + 1;
    private static readonly byte[] Descriptor = SddlReader.Read("O:BAG:SYD:P(A;;FA;;;SY)").ToBytes();
    private readonly TempTree _tree = new();
    private readonly TempTree _target = new();
    private readonly Notes _notes = new();

    public void Dispose()
    {
        _tree.Dispose();
        _target.Dispose();
    }

    [Fact]
    public void Walk_TreeOfWindows_KeepsStreamsDescriptorsLinksAndLargeStreams()
    {
        var items = Scan(Windows());

        Assert.Equal(["", "data", "junction", "data/a.txt", "data/a.txt:big", "data/secret", "data/z"], items.Keys);
        var file = items["data/a.txt"].Item;
        Assert.Equal("content", items["data/a.txt"].Content);
        Assert.Equal(Descriptor, WindowsMetadata.Of(file).Security);
        Assert.Equal("from the web", Attribute(file, "holdfast.ntfs.stream:Zone.Identifier"));
        Assert.Null(Attribute(file, "holdfast.ntfs.stream:big"));
        Assert.Equal((NtfsNames.StreamContent, MoreThanAnAttribute), (WindowsMetadata.Of(items["data/a.txt:big"].Item).Content, items["data/a.txt:big"].Content.Length));
        Assert.Equal((NtfsNames.EncryptedContent, "RAW hidden"), (WindowsMetadata.Of(items["data/secret"].Item).Content, items["data/secret"].Content));
        Assert.Equal((ItemKind.SymbolicLink, @"C:\data"), (items["junction"].Item.Kind, Encoding.UTF8.GetString(items["junction"].Item.LinkTarget!)));
        Assert.Equal(file.LinkGroup, items["data/z"].Item.LinkGroup);
        Assert.NotEqual(0ul, file.LinkGroup);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), file.Modified.ToDateTimeOffset());
    }

    [Fact]
    public void Walk_WhatTheRegistryExcludes_IsLeftOut()
    {
        var windows = Windows();
        windows.Facts = windows.Facts with { NotToBackup = [@"C:\data\* /s"] };

        Assert.Equal(["", "data", "junction"], Scan(windows).Keys);
    }

    [Fact]
    public void Walk_SingleFile_IsListedAlone()
    {
        using var source = WindowsFileSource.Open(new StandInPlatform(Windows()), @"C:\data\secret", TimeProvider.System);

        Assert.Equal(["", "secret"], source.Walk(ScanOptions.Everything, _notes, TestContext.Current.CancellationToken).SelectMany(listing => listing.Items).Select(item => Encoding.UTF8.GetString(item.Path)));
        Assert.Contains("shadow copy", _notes.Single(NoteKind.SnapshotUnavailable).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "DeleteSnapshots")]
    [InlineData(false, "AbortBackup")]
    public void Dispose_ShadowCopyThatWasReadOrNot_TellsWindowsSo(bool complete, string expected)
    {
        var service = new FakeShadowCopies();
        using (var source = WindowsFileSource.Open(new StandInPlatform(Windows(), shadowCopies: service), "C:\\", TimeProvider.System))
        {
            Assert.True(source.IsSnapshot);
            Assert.Contains("data/a.txt", Scan(source).Keys);
            if (complete) source.Complete(_notes);
        }

        Assert.Contains(expected, service.Calls);
        Assert.Equal(complete, service.Calls.Contains("BackupComplete"));
        Assert.Equal(!complete, service.Calls.Contains("AbortBackup"));
        Assert.Equal((0, 0), (service.OpenRequesters, service.LeftBehind));
        Assert.DoesNotContain(_notes.All, note => note.Kind == NoteKind.SnapshotUnavailable);
    }

    [Fact]
    public void Complete_WriterThatFailsThen_IsNotedAndNothingIsThrown()
    {
        var service = new FakeShadowCopies { Step = call => call == "BackupComplete" ? unchecked((int)0x8004230f) : null };
        using var source = WindowsFileSource.Open(new StandInPlatform(Windows(), shadowCopies: service), "C:\\", TimeProvider.System);

        source.Complete(_notes);

        Assert.Contains("complete", _notes.Single(NoteKind.SnapshotUnavailable).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenFile_StreamsThatCannotBeUnderstood_ContentIsKeptAndTheGapIsNoted()
    {
        var windows = new StandInWindows(_tree);
        windows.Folder("C:\\");
        windows.File(@"C:\odd", "content").Damage = true;

        Assert.Equal("content", Scan(windows)["odd"].Content);
        Assert.Contains("cannot be understood", _notes.Single(NoteKind.MetadataIncomplete).Message, StringComparison.Ordinal);
    }

    /// <summary>On a volume that deduplicates, Windows gives the content whole: where it is kept there means nothing anywhere else.</summary>
    [Fact]
    public void Walk_DeduplicatedFile_IsReadWholeAndItsReparsePointIsNotKept()
    {
        const uint deduplicated = 0x80000013;
        var windows = new StandInWindows(_tree);
        windows.Folder("C:\\");
        windows.File(@"C:\chunked", "content", FileAttributes.ReparsePoint | FileAttributes.SparseFile).Reparse = Links.Of(deduplicated, new byte[100]);

        var (item, content) = Scan(windows)["chunked"];

        Assert.Equal((ItemKind.File, "content"), (item.Kind, content));
        Assert.Null(WindowsMetadata.Of(item).Reparse);
    }

    [Fact]
    public void OpenFile_WithHoles_GivesDataAlone()
    {
        var windows = new StandInWindows(_tree);
        windows.Folder("C:\\");
        windows.File(@"C:\holes", new string('x', 1000), FileAttributes.SparseFile);
        windows.Ranges = [new ByteRange(100, 50), new ByteRange(300, 600), new ByteRange(950, 500)];
        using var source = WindowsFileSource.Open(new StandInPlatform(windows), "C:\\", TimeProvider.System);
        var listing = source.Walk(ScanOptions.Everything, _notes, TestContext.Current.CancellationToken).Last();

        using var file = listing.OpenFile(listing.Items[0], _notes)!;

        Assert.Equal([(100L, 50L), (120L, 30L), (300L, 600L), (950L, 50L), (1000L, 0L)], new long[] { 0, 120, 150, 900, 1000 }.Select(file.NextData));
        Assert.Equal(SmallRead.TooLarge, listing.ReadWhole(listing.Items[0], new byte[2000], _notes, out _));
    }

    [Fact]
    public void Walk_PathsBeyondTheOldLimit_AreReadAndPutBack()
    {
        var windows = new StandInWindows(_tree);
        windows.Folder("C:\\");
        var path = "C:";
        for (var depth = 0; depth < 8; depth++) windows.Folder(path += '\\' + new string((char)('a' + depth), 100));
        windows.File(path + @"\file", "content");

        var items = Scan(windows);
        Recover(items, PortableTarget(new StandInWindows(_target)));

        var last = items.Keys.Last();
        Assert.InRange(last.Length, 800, 900);
        Assert.Equal("content", File.ReadAllText(_target[last]));
    }

    [Fact]
    public void Read_NamedStreamWithHoles_IsPutTogetherFromItsBlocks()
    {
        var item = Make.File("", "f", 0);

        WindowsMetadata.Read(new StandInBytes(BackupStreamTests.Sample().Bytes)).ApplyTo(item);

        var holes = item.Attributes!.Single(attribute => Encoding.UTF8.GetString(attribute.Name) == "holdfast.ntfs.stream:holes").Value;
        Assert.Equal((1 << 20, "block"), (holes.Length, Encoding.ASCII.GetString(holes, 65_536, 5)));
        Assert.Equal(0, holes.AsSpan(0, 65_536).IndexOfAnyExcept((byte)0) + 1);
    }

    [Fact]
    public void Restore_OnWindows_GivesAllOfItBack()
    {
        var windows = new StandInWindows(_target);

        Recover(Scan(Windows()), PortableTarget(windows));

        Assert.Equal("content", File.ReadAllText(_target["data/a.txt"]));
        var written = WindowsMetadata.Read(new StandInBytes(windows.Written[_target["data/a.txt"]]));
        Assert.Equal(Descriptor, written.Security);
        Assert.Equal(MoreThanAnAttribute, new FileInfo(_target["data/a.txt:big"]).Length);
        Assert.Equal("hidden", File.ReadAllText(_target["data/secret"]));
        Assert.Single(windows.Encrypted);
        Assert.Equal(Inode("data/a.txt"), Inode("data/z"));
        Assert.True(Directory.Exists(_target["junction"]));
        Assert.Contains(windows.Written, pair => WindowsMetadata.Read(new StandInBytes(pair.Value)).Reparse is { } reparse && ReparseBuffer.Read(reparse).Link()!.Target == @"C:\data");
        Assert.Empty(Directory.EnumerateFiles(_target.Root, "*.partial", SearchOption.AllDirectories));
        Assert.DoesNotContain(_notes.All, note => note.Kind is NoteKind.NotWritten or NoteKind.Refused or NoteKind.MetadataIncomplete);
    }

    [Fact]
    public void Restore_DestinationsSecurity_LeavesTheDescriptorOut()
    {
        var windows = new StandInWindows(_target);

        Recover(Scan(Windows()), PortableFileTarget.Open(_target.Root, new TargetOptions(ExistingItem.Overwrite, SecurityFrom.Destination), _notes, windowsNames: true, new WindowsRestore(windows, SecurityFrom.Destination)));

        var written = WindowsMetadata.Read(new StandInBytes(windows.Written[_target["data/a.txt"]]));
        Assert.Null(written.Security);
        Assert.False(written.IsEmpty);
    }

    [Fact]
    public void Restore_FileThatIsThereAndStays_GetsNoStreamEither()
    {
        var windows = new StandInWindows(_target);
        _target.Write("data/a.txt", "mine");

        Recover(Scan(Windows()).Where(pair => pair.Key.Contains("a.txt", StringComparison.Ordinal)), PortableFileTarget.Open(_target.Root, new TargetOptions(ExistingItem.Skip, SecurityFrom.Point), _notes, windowsNames: true, new WindowsRestore(windows, SecurityFrom.Point)), TargetOutcome.Skipped);

        Assert.Equal("mine", File.ReadAllText(_target["data/a.txt"]));
        Assert.Equal(["a.txt"], Directory.EnumerateFiles(_target["data"]).Select(Path.GetFileName));
    }

    [Fact]
    public void Restore_DescriptorThatIsDamaged_IsNotedAndTheContentIsThere()
    {
        var item = Make.File("", "f", 1);
        item.Attributes = [new ExtendedAttribute("holdfast.ntfs.sd"u8.ToArray(), [1, 2, 3])];
        using var target = PortableTarget(new StandInWindows(_target));

        Assert.Equal(TargetOutcome.Done, target.WriteWhole(item, "x"u8));

        Assert.Contains("damaged", _notes.Single(NoteKind.MetadataIncomplete).Message, StringComparison.Ordinal);
        Assert.Equal("x", File.ReadAllText(_target["f"]));
    }

    [Fact]
    public void Restore_FileWithHoles_IsMadeSparseBeforeItsContent()
    {
        var windows = new StandInWindows(_target);
        using var target = PortableTarget(windows);
        var (holes, plain) = (Make.File("", "holes", 1 << 20), Make.File("", "plain", 1));
        holes.Extents = [Extent.Hole(1 << 20)];

        target.Abort(target.BeginFile(holes, out _)!);
        target.Abort(target.BeginFile(plain, out _)!);

        Assert.Equal(1, windows.Sparse);
    }

    [Fact]
    public void Restore_ColonInANameThatIsNoStream_IsRefused()
    {
        using var target = PortableTarget(new StandInWindows(_target));

        Assert.Equal(TargetOutcome.Refused, target.WriteWhole(Make.File("", "12:30", 1), "x"u8));
    }

    /// <summary>The way over Linux: recovered there, backed up from there, and back to Windows.</summary>
    [Fact]
    public void Restore_OnLinuxAndFromThereToWindows_KeepsStreamsAndDescriptors()
    {
        using var middle = new TempTree();
        Recover(Scan(Windows()), FileTargets.Open(middle.Root, new TargetOptions(ExistingItem.Overwrite, SecurityFrom.Point), _notes));
        Assert.SkipWhen(_notes.All.Any(note => ItemPath.ToDisplay(note.Path).Contains("a.txt", StringComparison.Ordinal) && note.Errno == Errno.EOPNOTSUPP), "The temporary folder takes no extended attributes.");

        using var source = FileSources.Open(middle.Root);
        var again = Scan(source);
        var windows = new StandInWindows(_target);
        Recover(again, PortableTarget(windows));

        var written = WindowsMetadata.Read(new StandInBytes(windows.Written[_target["data/a.txt"]]));
        Assert.Equal(Descriptor, written.Security);
        Assert.Equal("from the web", Encoding.ASCII.GetString(Stream(written)));
        Assert.Equal(MoreThanAnAttribute, new FileInfo(_target["data/a.txt:big"]).Length);
        Assert.Equal("hidden", File.ReadAllText(_target["data/secret"]));
    }

    /// <summary>ext4 has 4 KiB for all attributes of a file, some file systems have none: what does not fit is a file beside it.</summary>
    [Fact]
    public void Restore_StreamLongerThanLinuxTakes_IsKeptBesideItsFileAndComesBack()
    {
        using var middle = new TempTree();
        var windows = new StandInWindows(_tree);
        windows.Folder("C:\\");
        windows.File(@"C:\f", "content").Streams["middling"] = Encoding.ASCII.GetBytes(new string('m', 200_000));
        Recover(Scan(windows), FileTargets.Open(middle.Root, new TargetOptions(ExistingItem.Overwrite, SecurityFrom.Point), _notes));
        Assert.SkipUnless(File.Exists(middle["f:middling"]), "The temporary folder takes long extended attributes.");
        Assert.Equal(Mode(middle["f"]), Mode(middle["f:middling"]));
        Assert.SkipWhen(_notes.All.Any(note => note.Errno == Errno.EOPNOTSUPP), "The temporary folder takes no extended attributes.");
        Assert.DoesNotContain(_notes.All, note => note.Kind is NoteKind.MetadataIncomplete or NoteKind.NotWritten);

        using var source = FileSources.Open(middle.Root);
        Recover(Scan(source), PortableTarget(new StandInWindows(_target)));

        Assert.Equal(200_000, new FileInfo(_target["f:middling"]).Length);
        Assert.Equal("content", File.ReadAllText(_target["f"]));
    }

    private static byte[] Stream(WindowsMetadata metadata)
    {
        var item = Make.File("", "x", 0);
        metadata.ApplyTo(item);
        return item.Attributes!.Single(attribute => Encoding.UTF8.GetString(attribute.Name) == "holdfast.ntfs.stream:Zone.Identifier").Value;
    }

    private StandInWindows Windows()
    {
        var windows = new StandInWindows(_tree);
        windows.Folder("C:\\");
        windows.Folder(@"C:\data");
        var file = windows.File(@"C:\data\a.txt", "content");
        (file.Security, file.Links) = (Descriptor, 2);
        file.Streams["Zone.Identifier"] = "from the web"u8.ToArray();
        file.Streams["big"] = new byte[MoreThanAnAttribute];
        windows.File(@"C:\data\secret", "hidden", FileAttributes.Archive | FileAttributes.Encrypted);
        var twin = windows.File(@"C:\data\z", "content");
        (twin.Id, twin.Links) = (file.Id, 2);
        windows.Folder(@"C:\junction").Reparse = Links.Mount(@"\??\C:\data", "");
        return windows;
    }

    private SortedDictionary<string, (Item Item, string Content)> Scan(StandInWindows windows)
    {
        using var source = WindowsFileSource.Open(new StandInPlatform(windows), "C:\\", TimeProvider.System);
        return Scan(source);
    }

    private SortedDictionary<string, (Item Item, string Content)> Scan(IFileSource source)
    {
        var found = new SortedDictionary<string, (Item, string)>(Comparer<string>.Create((left, right) => left.Count(each => each == '/') != right.Count(each => each == '/')
            ? left.Count(each => each == '/') - right.Count(each => each == '/') : string.CompareOrdinal(left, right)));
        foreach (var listing in source.Walk(ScanOptions.Everything, _notes, TestContext.Current.CancellationToken))
        {
            foreach (var item in listing.Items)
            {
                var content = "";
                if (item.Kind != ItemKind.File) Assert.True(listing.Describe(item, _notes));
                else
                {
                    var buffer = new byte[2 << 20];
                    Assert.Equal(SmallRead.Ok, listing.ReadWhole(item, buffer, _notes, out var length));
                    content = Encoding.ASCII.GetString(buffer, 0, length);
                }
                found.Add(Encoding.UTF8.GetString(item.Path), (item, content));
            }
            listing.Release();
        }
        return found;
    }

    private IFileTarget PortableTarget(StandInWindows windows) =>
        PortableFileTarget.Open(_target.Root, new TargetOptions(ExistingItem.Overwrite, SecurityFrom.Point), _notes, windowsNames: true, new WindowsRestore(windows, SecurityFrom.Point));

    private static void Recover(IEnumerable<KeyValuePair<string, (Item Item, string Content)>> items, IFileTarget target, TargetOutcome ofFirst = TargetOutcome.Done)
    {
        using (target)
        {
            var firsts = new Dictionary<ulong, Item>();
            foreach (var (item, content) in items.Select(pair => pair.Value))
            {
                if (item.Kind == ItemKind.Directory) Assert.Equal(TargetOutcome.Done, target.CreateDirectory(item));
                else if (item.Kind == ItemKind.SymbolicLink) Assert.Equal(TargetOutcome.Done, target.CreateSymbolicLink(item));
                else if (item.LinkGroup != 0 && !firsts.TryAdd(item.LinkGroup, item)) Assert.Equal(TargetOutcome.Done, target.CreateLinkTo(item, firsts[item.LinkGroup]));
                else Assert.Equal(item.LinkGroup != 0 ? ofFirst : TargetOutcome.Done, target.WriteWhole(item, Encoding.ASCII.GetBytes(content)));
            }
            target.FinishDirectories();
        }
    }

    private static string? Attribute(Item item, string name) =>
        item.Attributes?.FirstOrDefault(attribute => Encoding.UTF8.GetString(attribute.Name) == name) is { } found ? Encoding.ASCII.GetString(found.Value) : null;

    private static string Mode(string path) => Shell.Run($"stat -c %a {Shell.Quote(path)}");

    private string Inode(string path) => Shell.Run($"stat -c %i {Shell.Quote(_target[path])}").Trim();
}
