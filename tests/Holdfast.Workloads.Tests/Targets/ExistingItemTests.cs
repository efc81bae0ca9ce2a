using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Files;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.Targets;

public sealed class ExistingItemTests
{
    [Theory]
    [InlineData(ExistingItem.Copy, TargetOutcome.Done, "old", "new")]
    [InlineData(ExistingItem.Skip, TargetOutcome.Skipped, "old", null)]
    [InlineData(ExistingItem.Overwrite, TargetOutcome.Done, "new", null)]
    public void Write_NameIsTaken_DoesAsAsked(ExistingItem existing, TargetOutcome expected, string kept, string? copy)
    {
        using var tree = new TempTree();
        tree.Write("small", "old");
        tree.Write("large", "old");
        var notes = new Notes();
        using (var target = FileTargets.Open(tree.Root, new TargetOptions(existing, SecurityFrom.Destination), notes))
        {
            Assert.Equal(expected, target.WriteWhole(Make.File("", "small", 3), "new"u8));
            using var file = target.BeginFile(Make.File("", "large", 3), out var outcome);
            file?.WriteAt(0, "new"u8);
            Assert.Equal(expected, file is null ? outcome : target.Finish(file));
        }

        foreach (var name in new[] { "small", "large" })
        {
            Assert.Equal(kept, File.ReadAllText(tree[name]));
            Assert.Equal(copy, File.Exists(tree[name + " (recovered 1)"]) ? File.ReadAllText(tree[name + " (recovered 1)"]) : null);
        }
        Assert.Equal(copy is null ? 2 : 4, Directory.GetFileSystemEntries(tree.Root).Length);
        Assert.Empty(notes.All);
    }

    [Fact]
    public void Copy_RepeatedNames_CountUpAndStayWithin255Bytes()
    {
        using var tree = new TempTree();
        var name = new string('a', 240) + "ääääääää"; // 256 bytes would be too long: 240 + 14
        name = name[..247];
        var item = Make.File("", name, 1);
        using var target = FileTargets.Open(tree.Root, new TargetOptions(ExistingItem.Copy, SecurityFrom.Destination), new Notes());
        for (var i = 0; i < 3; i++) Assert.Equal(TargetOutcome.Done, target.WriteWhole(item, "x"u8));

        var names = Directory.GetFiles(tree.Root).Select(file => Path.GetFileName(file)!).ToList();
        Assert.Equal(3, names.Count);
        Assert.Contains(names, n => n.EndsWith(" (recovered 2)", StringComparison.Ordinal));
        Assert.All(names, n => Assert.DoesNotContain('\ufffd', n));
    }

    [Fact]
    public void Copy_FileWhereADirectoryBelongs_RedirectsTheWholeDirectory()
    {
        using var tree = new TempTree();
        tree.Write("d", "a file");
        var notes = new Notes();
        using (var target = FileTargets.Open(tree.Root, new TargetOptions(ExistingItem.Copy, SecurityFrom.Point), notes))
        {
            Assert.Equal(TargetOutcome.Done, target.CreateDirectory(Make.Directory("", "d")));
            Assert.Equal(TargetOutcome.Done, target.CreateDirectory(Make.Directory("d", "e")));
            Assert.Equal(TargetOutcome.Done, target.WriteWhole(Make.File("d/e", "f", 1), "x"u8));
            target.FinishDirectories();
        }
        Assert.Equal("a file", File.ReadAllText(tree["d"]));
        Assert.Equal("x", File.ReadAllText(tree["d (recovered 1)/e/f"]));
        Assert.Empty(notes.All);
    }

    [Fact]
    public void Overwrite_FullDirectoryInTheWayOfAFile_FailsWithNote()
    {
        using var tree = new TempTree();
        tree.Write("name/inside");
        tree.Folder("empty");
        var notes = new Notes();
        using var target = FileTargets.Open(tree.Root, new TargetOptions(ExistingItem.Overwrite, SecurityFrom.Destination), notes);

        Assert.Equal(TargetOutcome.Failed, target.WriteWhole(Make.File("", "name", 1), "x"u8));
        Assert.Equal(TargetOutcome.Done, target.WriteWhole(Make.File("", "empty", 1), "x"u8));
        Assert.Equal("name"u8.ToArray(), notes.Single(NoteKind.NotWritten).Path);
        Assert.Equal(["empty", "name"], Directory.GetFileSystemEntries(tree.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(ExistingItem.Copy, false)]
    [InlineData(ExistingItem.Overwrite, true)]
    public void Merge_ExistingDirectory_ChangesItsMetadataOnlyWithOverwrite(ExistingItem existing, bool changes)
    {
        using var tree = new TempTree();
        tree.Folder("d");
        Shell.Run("chmod 711 d", tree.Root);
        using (var target = FileTargets.Open(tree.Root, new TargetOptions(existing, SecurityFrom.Point), new Notes()))
        {
            target.CreateDirectory(Make.Directory("", "d"));
            target.FinishDirectories();
        }
        Assert.Equal(changes ? "750" : "711", Shell.Run("stat -c %a d", tree.Root));
    }

    [Fact]
    public void CreateDirectory_AfterItsContent_StillGetsItsMetadata()
    {
        using var tree = new TempTree();
        using (var target = FileTargets.Open(tree["new/root"], new TargetOptions(ExistingItem.Skip, SecurityFrom.Point), new Notes()))
        {
            Assert.Equal(TargetOutcome.Done, target.WriteWhole(Make.File("a/b/c", "f", 1), "x"u8));
            Assert.Equal(TargetOutcome.Done, target.CreateDirectory(Make.Directory("a/b", "c")));
            target.FinishDirectories();
        }
        Assert.Equal("750 1000000000", Shell.Run("stat -c '%a %Y' a/b/c", tree["new/root"]));
        Assert.Equal("755", Shell.Run("stat -c '%a' a/b", tree["new/root"]));
    }

    [Fact]
    public void Abort_BegunFile_LeavesNothing()
    {
        using var tree = new TempTree();
        using var target = FileTargets.Open(tree.Root, new TargetOptions(ExistingItem.Copy, SecurityFrom.Point), new Notes());
        var file = target.BeginFile(Make.File("d", "f", 10))!;
        file.WriteAt(5, "12345"u8);
        Assert.Throws<ArgumentOutOfRangeException>(() => file.WriteAt(6, "12345"u8));
        target.Abort(file);
        target.Abort(file);
        Assert.Throws<ObjectDisposedException>(() => file.WriteAt(0, "1"u8));

        Assert.Empty(Directory.GetFileSystemEntries(tree["d"]));
    }

    [Fact]
    public void CreateLinkTo_FirstNotWrittenHere_AsksForTheContent()
    {
        using var tree = new TempTree();
        tree.Write("first", "other");
        var first = Make.File("", "first", 1, linkCount: 2);
        using var target = FileTargets.Open(tree.Root, new TargetOptions(ExistingItem.Skip, SecurityFrom.Point), new Notes());
        Assert.Equal(TargetOutcome.Skipped, target.WriteWhole(first, "x"u8));

        Assert.Equal(TargetOutcome.NotLinkable, target.CreateLinkTo(Make.File("", "second", 1, linkCount: 2), first));
    }

    [Theory]
    [InlineData(ExistingItem.Copy)]
    [InlineData(ExistingItem.Skip)]
    [InlineData(ExistingItem.Overwrite)]
    public void CreateLinkTo_NameIsTaken_DoesAsAsked(ExistingItem existing)
    {
        using var tree = new TempTree();
        tree.Write("first", "old");
        tree.Write("second", "old");
        var first = Make.File("", "first", 1, linkCount: 2);
        var second = Make.File("", "second", 1, linkCount: 2);
        using var target = FileTargets.Open(tree.Root, new TargetOptions(existing, SecurityFrom.Point), new Notes());
        var written = target.WriteWhole(first, "x"u8);
        var linked = target.CreateLinkTo(second, first);
        if (existing == ExistingItem.Overwrite) Assert.Equal(TargetOutcome.Done, target.CreateLinkTo(second, first)); // once more: same object

        var expected = existing switch
        {
            ExistingItem.Copy => "first=old first (recovered 1)=x second=old second (recovered 1)=x",
            ExistingItem.Skip => "first=old second=old",
            _ => "first=x second=x",
        };
        Assert.Equal(existing == ExistingItem.Skip ? (TargetOutcome.Skipped, TargetOutcome.NotLinkable) : (TargetOutcome.Done, TargetOutcome.Done), (written, linked));
        var found = Directory.GetFiles(tree.Root).Order(StringComparer.Ordinal).Select(file => $"{Path.GetFileName(file)}={File.ReadAllText(file)}");
        Assert.Equal(expected, string.Join(' ', found));
    }

    [Fact]
    public void WriteAt_NoSpace_ThrowsWithTheReason()
    {
        Assert.SkipUnless(Shell.IsRoot, "Mounting needs root.");
        using var tree = new TempTree();
        var mount = tree.Folder("full");
        if (!Shell.Try($"mount -t tmpfs -o size=64k tmpfs {mount}")) Assert.Skip("Mounting is not permitted here.");
        try
        {
            var notes = new Notes();
            using var target = FileTargets.Open(mount, new TargetOptions(ExistingItem.Copy, SecurityFrom.Destination), notes);
            using (var file = target.BeginFile(Make.File("", "big", 1 << 20))!)
                Assert.Equal(28, Assert.Throws<IOException>(() => file.WriteAt(0, new byte[1 << 20])).HResult);
            Assert.Equal(TargetOutcome.Failed, target.WriteWhole(Make.File("", "big", 1 << 20), new byte[1 << 20]));
            Assert.Equal(28, notes.Single(NoteKind.NotWritten).Errno);
            Assert.Empty(Directory.GetFileSystemEntries(mount));
        }
        finally
        {
            Shell.Try($"umount -l {mount}");
        }
    }

    [Fact]
    public void WriteWhole_ManyThreads_AllArrive()
    {
        using var tree = new TempTree();
        var notes = new Notes();
        using (var target = FileTargets.Open(tree.Root, new TargetOptions(ExistingItem.Copy, SecurityFrom.Point), notes))
        {
            Parallel.For(0, 4000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
                Assert.Equal(TargetOutcome.Done, target.WriteWhole(Make.File($"d{i % 700}/e{i % 3}", $"f{i}", 2), Encoding.ASCII.GetBytes($"{i % 100:00}"))));
            target.FinishDirectories();
        }
        Assert.Empty(notes.All);
        Assert.Equal(4000, Directory.GetFiles(tree.Root, "*", SearchOption.AllDirectories).Length);
        Assert.Equal("42", File.ReadAllText(tree["d542/e2/f1242".Replace("e2", "e" + 1242 % 3, StringComparison.Ordinal)]));
    }
}
