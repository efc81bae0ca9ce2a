using Holdfast.Format.Items;
using Holdfast.Workloads.FileSystems;
using Holdfast.Workloads.Tests.FileSystems.Support;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.FileSystems.Ext4;

/// <summary>Volumes whose newest state is in their journal, as after a power cut.</summary>
public sealed class JournalTests
{
    private const int BlockLength = 1024;
    private const string Tree = "mkdir d; i=0; while [ $i -lt 30 ]; do echo $i >d/f$i; i=$((i+1)); done; seq 1 9000 >long";
    private const string Changes = "write newer d/newfile\nrm d/f3\nmkdir e\nwrite escaped e/escaped\nln d/f4 d/again\nsif d/f5 mode 0100600";

    [Theory]
    [InlineData("-t ext4 -b 1024 -O metadata_csum,64bit", "jo -c -v 3")]
    [InlineData("-t ext4 -b 1024 -O metadata_csum,64bit", "jo -c -v 2")]
    [InlineData("-t ext4 -b 1024 -O ^metadata_csum,64bit", "jo")]
    [InlineData("-t ext3 -b 1024", "jo")]
    public void Open_NotUnmounted_IsWhatReplayMakesOfIt(string options, string open)
    {
        using var image = Changed(options, out var blocks);
        // In two transactions, the second of which begins the log's list of blocks anew.
        var half = blocks.Count / 2;
        Write(image, [.. blocks.Take(half)], "first");
        Write(image, [.. blocks.Skip(half)], "second");
        image.Change($"{open}\njw -b {string.Join(',', blocks.Take(half))} first\njw -b {string.Join(',', blocks.Skip(half))} second\njc");
        Assert.Contains("needs_recovery", Shell.Run("dumpe2fs -h volume 2>/dev/null", image.Folder.Root), StringComparison.Ordinal);

        var found = Told(image.Open());

        Shell.Try($"cd {image.Folder.Root} && cp volume replayed && e2fsck -fy replayed");
        Assert.Equal(Told(Other(image, "changed")), found);
        Assert.Equal(Told(Other(image, "replayed")), found);
    }

    [Fact]
    public void Open_TransactionWithoutCommit_IsNotThere()
    {
        using var image = Changed("-t ext4 -b 1024", out var blocks);
        var before = Told(image.Open());
        Write(image, blocks, "all");
        image.Change($"jo -c\njw -b {string.Join(',', blocks)} -c all\njc");

        Assert.Equal(before, Told(image.Open()));
    }

    [Fact]
    public void Open_RevokedBlocks_AreNotReplayed()
    {
        using var image = Changed("-t ext4 -b 1024", out var blocks);
        var before = Told(image.Open());
        Write(image, blocks, "all");
        image.Change($"jo -c\njw -b {string.Join(',', blocks)} all\njw -r {string.Join(',', blocks)} all\njc");

        var found = Told(image.Open());

        Shell.Try($"cd {image.Folder.Root} && cp volume replayed && e2fsck -fy replayed");
        Assert.Equal(before, found);
        Assert.Equal(Told(Other(image, "replayed")), found);
    }

    [Fact]
    public void Open_DamagedCommit_EndsTheLog()
    {
        using var image = Changed("-t ext4 -b 1024", out var blocks);
        var before = Told(image.Open());
        Write(image, blocks, "all");
        image.Change($"jo -c\njw -b {string.Join(',', blocks)} all\njc");
        var volume = File.ReadAllBytes(image.Path);
        byte[] commit = [0xc0, 0x3b, 0x39, 0x98, 0, 0, 0, 2];
        var at = volume.AsSpan().LastIndexOf(commit);
        volume[at + 100] ^= 1;
        File.WriteAllBytes(image.Path, volume);

        Assert.Equal(before, Told(image.Open()));
    }

    /// <summary>A volume, and beside it "changed": the same with some changes. Says in which blocks they differ.</summary>
    private static VolumeImage Changed(string options, out List<int> blocks)
    {
        var image = Ext4Images.Make(Tree, options, 8);
        image.Folder.Write("newer", "content");
        File.WriteAllBytes(image.Folder["escaped"], [0xc0, 0x3b, 0x39, 0x98, .. new byte[3000]]);
        Shell.Run("cp volume changed", image.Folder.Root);
        image.Change(Changes, "changed");
        byte[] before = File.ReadAllBytes(image.Path), after = File.ReadAllBytes(image.Folder["changed"]);
        blocks = [.. Enumerable.Range(0, before.Length / BlockLength).Where(block => !before.AsSpan(block * BlockLength, BlockLength).SequenceEqual(after.AsSpan(block * BlockLength, BlockLength)))];
        Assert.InRange(blocks.Count, 8, 100);
        return image;
    }

    private static void Write(VolumeImage image, List<int> blocks, string name)
    {
        var changed = File.ReadAllBytes(image.Folder["changed"]);
        File.WriteAllBytes(image.Folder[name], [.. blocks.SelectMany(block => changed[(block * BlockLength)..((block + 1) * BlockLength)])]);
    }

    private static IFileSystem Other(VolumeImage image, string name)
    {
        Shell.Run($"cp {name} volume", image.Folder.Root);
        return image.Open();
    }

    private static List<string> Told(IFileSystem files) =>
    [
        .. FileTree.Walk(files, files.Root)
            .Select(item => $"{item.Path} {item.Entry.Number} {Convert.ToString(files.Describe(item.Entry, [], "x"u8.ToArray()).Mode, 8)} {(item.Entry.Kind == ItemKind.File ? files.OpenRead(item.Entry).Sha256() : "")}")
            .Order(StringComparer.Ordinal),
    ];
}
