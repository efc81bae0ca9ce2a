using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Files;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.Targets;

/// <summary>A hostile recovery point, and a hostile user in the target: nothing may appear or change outside the root.</summary>
public sealed class AttackTests
{
    [Theory]
    [InlineData("", "..")]
    [InlineData("", ".")]
    [InlineData("", "")]
    [InlineData("", "a/b")]
    [InlineData("", "a\0b")]
    [InlineData("..", "x")]
    [InlineData("a/..", "x")]
    [InlineData("a/../..", "x")]
    [InlineData("./a", "x")]
    [InlineData("/etc", "x")]
    [InlineData("a//b", "x")]
    [InlineData("a/", "x")]
    [InlineData("a\0b", "x")]
    public void AnyCreation_HostilePath_IsRefusedWithNote(string parent, string name)
    {
        using var tree = new TempTree();
        var notes = new Notes();
        using (var target = FileTargets.Open(tree["target"], new TargetOptions(ExistingItem.Overwrite, SecurityFrom.Point), notes))
        {
            Assert.Equal(TargetOutcome.Refused, target.WriteWhole(Make.File(parent, name, 1), "x"u8));
            Assert.Null(target.BeginFile(Make.File(parent, name, 1), out var outcome));
            Assert.Equal(TargetOutcome.Refused, outcome);
            Assert.Equal(TargetOutcome.Refused, target.CreateSymbolicLink(Make.Link(parent, name, "x")));
            Assert.Equal(TargetOutcome.Refused, target.CreateNode(Make.Of(ItemKind.Fifo, parent, name, "600")));
            if (name.Length > 0) Assert.Equal(TargetOutcome.Refused, target.CreateDirectory(Make.Directory(parent, name)));
            target.FinishDirectories();
        }
        Assert.Equal(name.Length > 0 ? 5 : 4, notes.Count(NoteKind.Refused));
        Assert.Empty(Directory.GetFileSystemEntries(tree["target"]));
        Assert.Equal([tree["target"]], Directory.GetFileSystemEntries(tree.Root));
    }

    [Theory]
    [InlineData(ExistingItem.Copy)]
    [InlineData(ExistingItem.Skip)]
    [InlineData(ExistingItem.Overwrite)]
    public void Write_ThroughAPlantedLink_IsRefused(ExistingItem existing)
    {
        using var tree = new TempTree();
        tree.Folder("target");
        tree.Write("outside/precious", "mine");
        Shell.Run("ln -s ../outside target/d; ln -s ../outside/precious target/f; ln -s / target/root", tree.Root);
        var notes = new Notes();
        using (var target = FileTargets.Open(tree["target"], new TargetOptions(existing, SecurityFrom.Point), notes))
        {
            Assert.Equal(TargetOutcome.Refused, target.WriteWhole(Make.File("d", "precious", 1), "x"u8));
            Assert.Equal(TargetOutcome.Refused, target.WriteWhole(Make.File("d/e", "new", 1), "x"u8));
            Assert.Equal(TargetOutcome.Refused, target.CreateDirectory(Make.Directory("root", "holdfast-was-here")));
            target.WriteWhole(Make.File("", "f", 1), "x"u8);
            target.CreateDirectory(Make.Directory("", "d"));
            target.WriteWhole(Make.File("d", "precious", 1), "x"u8);
            target.FinishDirectories();
        }
        Assert.Equal("mine", File.ReadAllText(tree["outside/precious"]));
        Assert.Equal([tree["outside/precious"]], Directory.GetFileSystemEntries(tree["outside"]));
    }

    [Fact]
    public void Write_LinkFromTheSamePoint_IsNotFollowed()
    {
        using var tree = new TempTree();
        tree.Folder("outside");
        var notes = new Notes();
        using var target = FileTargets.Open(tree["target"], new TargetOptions(ExistingItem.Overwrite, SecurityFrom.Point), notes);

        Assert.Equal(TargetOutcome.Done, target.CreateSymbolicLink(Make.Link("", "d", tree["outside"])));
        Assert.Equal(TargetOutcome.Refused, target.WriteWhole(Make.File("d", "x", 1), "x"u8));
        Assert.Equal(TargetOutcome.Refused, target.CreateLinkTo(Make.File("d", "y", 1), Linked(target)));
        Assert.Empty(Directory.GetFileSystemEntries(tree["outside"]));
    }

    [Fact]
    public void Write_ParentSwappedForALink_StaysInside()
    {
        using var tree = new TempTree();
        tree.Folder("outside");
        using var stop = new CancellationTokenSource();
        Directory.CreateDirectory(tree["target/d"]);
        var swapper = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    Directory.Move(tree["target/d"], tree["target/moved"]);
                    File.CreateSymbolicLink(tree["target/d"], tree["outside"]);
                    File.Delete(tree["target/d"]);
                    Directory.Move(tree["target/moved"], tree["target/d"]);
                }
                catch (Exception error) when (error is IOException or UnauthorizedAccessException)
                {
                    // The target made "d" first: out of the way with both, and go on.
                    Shell.Try($"rm -rf {tree["target/moved"]} {tree["target/d"]}; mkdir {tree["target/d"]}");
                }
            }
        }) { IsBackground = true };
        swapper.Start();
        for (var i = 0; i < 400; i++)
        {
            using var target = FileTargets.Open(tree["target"], new TargetOptions(ExistingItem.Overwrite, SecurityFrom.Point), new Notes());
            target.CreateDirectory(Make.Directory("", "d"));
            target.WriteWhole(Make.File("d", $"f{i}", 1), "x"u8);
            target.CreateSymbolicLink(Make.Link("d", $"l{i}", "x"));
            target.FinishDirectories();
        }
        stop.Cancel();
        swapper.Join();
        Assert.Empty(Directory.GetFileSystemEntries(tree["outside"]));
    }

    [Fact]
    public void Write_FileTurnedLinkAtTheName_ReplacesTheLinkNotItsTarget()
    {
        using var tree = new TempTree();
        tree.Write("outside", "mine");
        tree.Folder("target");
        Shell.Run("ln -s ../outside target/f; ln -s ../outside target/g", tree.Root);
        using var target = FileTargets.Open(tree["target"], new TargetOptions(ExistingItem.Overwrite, SecurityFrom.Point), new Notes());

        Assert.Equal(TargetOutcome.Done, target.WriteWhole(Make.File("", "f", 1), "x"u8));
        using var file = target.BeginFile(Make.File("", "g", 1))!;
        file.WriteAt(0, "y"u8);
        Assert.Equal(TargetOutcome.Done, target.Finish(file));
        Assert.Equal(("mine", "x", "y"), (File.ReadAllText(tree["outside"]), File.ReadAllText(tree["target/f"]), File.ReadAllText(tree["target/g"])));
        Assert.Null(new FileInfo(tree["target/f"]).LinkTarget);
    }

    [Fact]
    public void Write_HostileMetadata_IsNotedNotApplied()
    {
        using var tree = new TempTree();
        var notes = new Notes();
        using var target = FileTargets.Open(tree.Root, new TargetOptions(ExistingItem.Copy, SecurityFrom.Point), notes);
        var item = Make.Of(ItemKind.File, "", "f", "6755", 1);
        item.Owner = uint.MaxValue;
        item.Modified = new Timestamp(0, 1_073_741_823);
        item.Attributes = [new ExtendedAttribute([.. "user."u8, .. Encoding.ASCII.GetBytes(new string('x', 300))], []), new ExtendedAttribute("user.a\0b"u8.ToArray(), [])];

        Assert.Equal(TargetOutcome.Done, target.WriteWhole(item, "x"u8));
        Assert.Equal("755", Shell.Run("stat -c %a f", tree.Root));
        Assert.Contains("times", notes.Single(NoteKind.MetadataIncomplete).Message, StringComparison.Ordinal);
        Assert.Equal(TargetOutcome.Failed, target.WriteWhole(Make.File("", new string('n', 256), 1), "x"u8));
        Assert.Equal(TargetOutcome.Failed, target.WriteWhole(Make.File(new string('n', 256), "f", 1), "x"u8));
        Assert.Null(target.BeginFile(Make.File("", "negative", -1), out var outcome));
        Assert.Equal(TargetOutcome.Failed, outcome);
        Assert.Equal([tree["f"]], Directory.GetFileSystemEntries(tree.Root));
    }

    private static Item Linked(IFileTarget target)
    {
        var first = Make.File("", "first", 1, linkCount: 2);
        Assert.Equal(TargetOutcome.Done, target.WriteWhole(first, "x"u8));
        return first;
    }
}
