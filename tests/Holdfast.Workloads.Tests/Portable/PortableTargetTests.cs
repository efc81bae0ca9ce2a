using Holdfast.Format.Items;
using Holdfast.Workloads.Files.Portable;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.Portable;

public sealed class PortableTargetTests
{
    [Fact]
    public void Copy_Tree_IsTheSame()
    {
        using var tree = new PortableTree();
        var time = new DateTime(2021, 2, 3, 4, 5, 6, DateTimeKind.Utc).AddTicks(1234567);
        tree.Write("from/small", "abc");
        tree.Write("from/empty", "");
        File.WriteAllBytes(tree["from/large"], [.. Enumerable.Range(0, 50_000).Select(i => unchecked((byte)(i * 7)))]);
        tree.Write($"from/{string.Join('/', Enumerable.Repeat(new string('x', 50), 7))}/Grüße, 世界", "far");
        tree.Folder("from/nothing/in/here");
        File.SetLastWriteTimeUtc(tree["from/small"], time);
        Directory.SetLastWriteTimeUtc(tree["from/nothing"], time);
        var notes = new Notes();

        PortableTree.Copy(tree["from"], tree["to"], notes);

        Assert.Equal(Fingerprint(tree["from"]), Fingerprint(tree["to"]));
        Assert.Equal(time, File.GetLastWriteTimeUtc(tree["to/small"]));
        Assert.Equal(time, Directory.GetLastWriteTimeUtc(tree["to/nothing"]));
        Assert.Equal(1, notes.All.Count(note => note.Kind == NoteKind.SnapshotUnavailable));
        Assert.Single(notes.All);
    }

    [Fact]
    public void Copy_WindowsAttributesAndBirth_AreKept()
    {
        Assert.SkipUnless(OperatingSystem.IsWindows(), "Only Windows has these attributes.");
        using var tree = new PortableTree();
        var birth = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc).AddTicks(7);
        const FileAttributes odd = FileAttributes.ReadOnly | FileAttributes.Hidden | FileAttributes.System;
        File.SetCreationTimeUtc(tree.Write("from/odd"), birth);
        File.SetAttributes(tree["from/odd"], odd);
        tree.Write("from/plain");
        var notes = new Notes();

        PortableTree.Copy(tree["from"], tree["to"], notes);
        PortableTree.Copy(tree["from"], tree["to"], notes, ExistingItem.Overwrite);

        Assert.Equal(odd, File.GetAttributes(tree["to/odd"]) & ~FileAttributes.Archive);
        Assert.Equal(birth, File.GetCreationTimeUtc(tree["to/odd"]));
        Assert.Equal(FileAttributes.Archive, File.GetAttributes(tree["to/plain"]));
        Assert.Equal(2, notes.All.Count);
    }

    [Theory]
    [InlineData(ExistingItem.Copy, "mine", "theirs")]
    [InlineData(ExistingItem.Skip, "mine", null)]
    [InlineData(ExistingItem.Overwrite, "theirs", null)]
    public void Write_NameIsTaken_DoesAsToldAndLeavesNothingElse(ExistingItem existing, string content, string? copy)
    {
        using var tree = new PortableTree();
        tree.Write("to/file", "mine");
        tree.Write("from/file", "theirs");
        var notes = new Notes();

        PortableTree.Copy(tree["from"], tree["to"], notes, existing);
        PortableTree.Copy(tree["from"], tree["to"], notes, existing, buffer: 2);

        Assert.Equal(content, File.ReadAllText(tree["to/file"]));
        string[] expected = copy is null ? ["file"] : ["file", "file (recovered 1)", "file (recovered 2)"];
        Assert.Equal(expected, Directory.GetFileSystemEntries(tree["to"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        if (copy is not null) Assert.Equal(copy, File.ReadAllText(tree["to/file (recovered 2)"]));
    }

    [Theory]
    [InlineData("", "..")]
    [InlineData("", "a/b")]
    [InlineData("..", "x")]
    [InlineData("a/../..", "x")]
    [InlineData("/etc", "x")]
    [InlineData("a//b", "x")]
    [InlineData("", "..\\x")]
    [InlineData("C:", "x")]
    [InlineData("\\\\server\\share", "x")]
    [InlineData("", "file:stream")]
    [InlineData("CON", "x")]
    [InlineData("", "nul")]
    [InlineData("a.", "x")]
    [InlineData("", "x ")]
    public void AnyCreation_HostilePath_IsRefusedWithNote(string parent, string name)
    {
        using var tree = new PortableTree();
        var notes = new Notes();
        using (var target = PortableTree.Target(tree["target"], notes))
        {
            Assert.Equal(TargetOutcome.Refused, target.WriteWhole(PortableTree.Item(ItemKind.File, parent, name, 1), "x"u8));
            Assert.Null(target.BeginFile(PortableTree.Item(ItemKind.File, parent, name, 1), out var outcome));
            Assert.Equal(TargetOutcome.Refused, outcome);
            Assert.Equal(TargetOutcome.Refused, target.CreateDirectory(PortableTree.Item(ItemKind.Directory, parent, name)));
            var link = PortableTree.Item(ItemKind.SymbolicLink, parent, name);
            link.LinkTarget = [.. "x"u8];
            Assert.Equal(TargetOutcome.Refused, target.CreateSymbolicLink(link));
            target.FinishDirectories();
        }
        Assert.Equal(4, notes.Count(NoteKind.Refused));
        Assert.Empty(Directory.GetFileSystemEntries(tree["target"]));
        Assert.Equal([tree["target"]], Directory.GetFileSystemEntries(tree.Root));
    }

    [Fact]
    public void Write_NotText_IsRefused()
    {
        using var tree = new PortableTree();
        var notes = new Notes();
        using var target = PortableTree.Target(tree["target"], notes);
        var item = new Item { Kind = ItemKind.File, Parent = [], Name = [0x63, 0xe9] };

        Assert.Equal(TargetOutcome.Refused, target.WriteWhole(item, []));
        notes.Single(NoteKind.Refused);
    }

    [Fact]
    public void Write_ThroughALink_IsRefused()
    {
        using var tree = new PortableTree();
        tree.Folder("target");
        tree.Write("outside/precious", "mine");
        Directory.CreateSymbolicLink(tree["target/d"], tree["outside"]);
        Assert.SkipUnless(new DirectoryInfo(tree["target/d"]).LinkTarget is not null, "No symbolic links can be made here.");
        var notes = new Notes();
        using var target = PortableTree.Target(tree["target"], notes);

        Assert.Equal(TargetOutcome.Refused, target.WriteWhole(PortableTree.Item(ItemKind.File, "d", "precious", 1), "x"u8));
        Assert.Equal(TargetOutcome.Refused, target.WriteWhole(PortableTree.Item(ItemKind.File, "d/e", "new", 1), "x"u8));
        // A directory of the point of that name stands beside the link, and takes what belongs into it.
        Assert.Equal(TargetOutcome.Done, target.CreateDirectory(PortableTree.Item(ItemKind.Directory, "", "d")));
        Assert.Equal(TargetOutcome.Done, target.WriteWhole(PortableTree.Item(ItemKind.File, "d", "precious", 1), "x"u8));
        target.FinishDirectories();

        Assert.Equal("mine", File.ReadAllText(tree["outside/precious"]));
        Assert.Equal("x", File.ReadAllText(tree["target/d (recovered 1)/precious"]));
        Assert.Equal([tree["outside/precious"]], Directory.GetFileSystemEntries(tree["outside"]));
    }

    [Theory]
    [InlineData(ExistingItem.Copy)]
    [InlineData(ExistingItem.Skip)]
    [InlineData(ExistingItem.Overwrite)]
    public void Write_NamesThatDifferByCaseOnly_BothAreThere(ExistingItem existing)
    {
        using var tree = new PortableTree();
        Assert.SkipUnless(File.Exists(tree.Write("Probe").Replace("Probe", "pROBE", StringComparison.Ordinal)), "Names differ by case here.");
        var notes = new Notes();
        using var target = PortableTree.Target(tree["target"], notes, existing);

        Assert.Equal(TargetOutcome.Done, target.CreateDirectory(PortableTree.Item(ItemKind.Directory, "", "DOCS")));
        Assert.Equal(TargetOutcome.Done, target.CreateDirectory(PortableTree.Item(ItemKind.Directory, "", "docs")));
        Assert.Equal(TargetOutcome.Done, target.WriteWhole(PortableTree.Item(ItemKind.File, "DOCS", "README", 1), "1"u8));
        Assert.Equal(TargetOutcome.Done, target.WriteWhole(PortableTree.Item(ItemKind.File, "DOCS", "Readme", 1), "2"u8));
        Assert.Equal(TargetOutcome.Done, target.WriteWhole(PortableTree.Item(ItemKind.File, "docs", "README", 1), "3"u8));
        target.FinishDirectories();

        Assert.Equal("1", File.ReadAllText(tree["target/DOCS/README"]));
        Assert.Equal("2", File.ReadAllText(tree["target/DOCS/Readme (recovered 1)"]));
        Assert.Equal("3", File.ReadAllText(tree["target/docs (recovered 1)/README"]));
        Assert.Equal(2, notes.Count(NoteKind.MetadataIncomplete));
    }

    [Fact]
    public void Abort_Unfinished_LeavesNothing()
    {
        using var tree = new PortableTree();
        using var target = PortableTree.Target(tree["target"], new Notes());
        var file = target.BeginFile(PortableTree.Item(ItemKind.File, "", "f", 10), out _)!;
        file.WriteAt(3, "abc"u8);
        target.Abort(file);
        Assert.Empty(Directory.GetFileSystemEntries(tree["target"]));

        var whole = target.BeginFile(PortableTree.Item(ItemKind.File, "", "f", 10), out _)!;
        whole.WriteAt(3, "abc"u8);
        Assert.Throws<ArgumentOutOfRangeException>(() => whole.WriteAt(8, "abc"u8));
        Assert.Equal(TargetOutcome.Done, target.Finish(whole));
        Assert.Equal([0, 0, 0, 97, 98, 99, 0, 0, 0, 0], File.ReadAllBytes(tree["target/f"]));
    }

    private static string[] Fingerprint(string root)
    {
        using var source = PortableFileSource.Open(root, TimeProvider.System);
        var lines = new List<string>();
        foreach (var listing in source.Walk(ScanOptions.Everything, new Notes(), CancellationToken.None))
            foreach (var item in listing.Items.Where(item => !item.IsRoot))
            {
                var content = item.Kind == ItemKind.File ? Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(root, ItemPath.ToDisplay(item.Path))))) : "";
                lines.Add($"{item} {item.Size} {item.Modified} {item.Mode} {content}");
            }
        return [.. lines];
    }
}
