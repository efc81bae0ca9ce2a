using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Files;
using Holdfast.Workloads.Files.Linux;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.Sources;

public sealed class ReadTests
{
    [Fact]
    public void Describe_AttributesAclCapabilityFlags_AreRead()
    {
        Assert.SkipUnless(Shell.IsRoot && Shell.Has("setfacl") && Shell.Has("setcap") && Shell.Has("chattr"), "Needs root, setfacl, setcap and chattr.");
        using var tree = new TempTree();
        tree.Write("file");
        tree.Folder("folder");
        Shell.Run("""
            setfattr -n user.zeta -v 1 file; setfattr -n user.alpha -v '' file; setfattr -n trusted.t -v 2 file; setfacl -m u:1234:rwx file
            setcap cap_net_raw+ep file; setfacl -d -m g:77:r folder; chattr +d file; chattr +A folder; ln -s file link; setfattr -h -n trusted.l -v x link
            """, tree.Root);
        using var source = FileSources.Open(tree.Root);
        var notes = new Notes();

        Trees.With(source, "file", (listing, item) =>
        {
            Assert.True(listing.Describe(item, notes));
            Assert.Equal(["security.capability", "system.posix_acl_access", "trusted.t", "user.alpha", "user.zeta"],
                item.Attributes!.Select(attribute => Encoding.ASCII.GetString(attribute.Name)));
            Assert.Equal("1"u8.ToArray(), item.Attributes![4].Value);
            Assert.Equal(0x40u, item.Flags & 0x40);
        });
        Trees.With(source, "folder", (listing, item) =>
        {
            Assert.True(listing.Describe(item, notes));
            Assert.Equal("system.posix_acl_default"u8.ToArray(), Assert.Single(item.Attributes!).Name);
            Assert.Equal(0x80u, item.Flags & 0x80);
        });
        Trees.With(source, "link", (listing, item) =>
        {
            Assert.True(listing.Describe(item, notes));
            Assert.Equal("file"u8.ToArray(), item.LinkTarget);
            Assert.Equal("trusted.l"u8.ToArray(), Assert.Single(item.Attributes!).Name);
        });
        Assert.Empty(notes.All);
    }

    [Fact]
    public void ReadWhole_File_FillsContentAndPresentStat()
    {
        using var tree = new TempTree();
        tree.Write("file", "old");
        using var source = FileSources.Open(tree.Root);
        var buffer = new byte[100];
        Trees.With(source, "file", (listing, item) =>
        {
            Shell.Run("printf replaced > new; chmod 600 new; mv new file", tree.Root);
            Assert.Equal(SmallRead.Ok, listing.ReadWhole(item, buffer, new Notes(), out var length));
            Assert.Equal("replaced", Encoding.UTF8.GetString(buffer, 0, length));
            Assert.Equal((8L, Convert.ToUInt32("600", 8)), (item.Size, item.Mode));
            Assert.Equal(Shell.Run("stat -c %i file", tree.Root), item.Inode.ToString());
        });
    }

    [Fact]
    public void ReadWhole_DoesNotTouchAccessTime()
    {
        using var tree = new TempTree();
        tree.Write("file");
        Shell.Run("touch -a -d '2001-01-01' file", tree.Root);
        using var source = FileSources.Open(tree.Root);
        Trees.With(source, "file", (listing, item) => listing.ReadWhole(item, new byte[100], new Notes(), out _));

        Assert.Equal("2001-01-01", Shell.Run("stat -c %x file", tree.Root)[..10]);
    }

    [Fact]
    public void ReadWhole_TooLargeOrSparse_AsksForOpenFile()
    {
        using var tree = new TempTree();
        tree.Write("big", new string('x', 101));
        Shell.Run("truncate -s 60000 sparse", tree.Root);
        using var source = FileSources.Open(tree.Root);
        Trees.With(source, "big", (listing, item) => Assert.Equal(SmallRead.TooLarge, listing.ReadWhole(item, new byte[100], new Notes(), out _)));
        Trees.With(source, "sparse", (listing, item) => Assert.Equal(SmallRead.TooLarge, listing.ReadWhole(item, new byte[65536], new Notes(), out _)));
    }

    [Theory]
    [InlineData("rm victim")]
    [InlineData("rm victim; mkfifo victim")]
    [InlineData("rm victim; ln -s /etc/passwd victim")]
    [InlineData("rm victim; mkdir victim")]
    public void ReadWhole_VanishedOrReplaced_IsNoted(string command)
    {
        using var tree = new TempTree();
        tree.Write("victim");
        using var source = FileSources.Open(tree.Root);
        var notes = new Notes();
        Trees.With(source, "victim", (listing, item) =>
        {
            Shell.Run(command, tree.Root);
            Assert.Equal(SmallRead.Vanished, listing.ReadWhole(item, new byte[100], notes, out _));
            Assert.Null(listing.OpenFile(item, notes));
        });
        Assert.Equal(2, notes.Count(NoteKind.Vanished));
    }

    [Fact]
    public void Describe_LinkVanished_ReturnsFalse()
    {
        using var tree = new TempTree();
        Shell.Run("ln -s x victim", tree.Root);
        using var source = FileSources.Open(tree.Root);
        var notes = new Notes();
        Trees.With(source, "victim", (listing, item) =>
        {
            Shell.Run("rm victim; touch victim", tree.Root);
            Assert.False(listing.Describe(item, notes));
        });
        notes.Single(NoteKind.Vanished);
    }

    [Fact]
    public void ReadWhole_NoPermission_IsUnreadableAndNoted()
    {
        using var tree = new TempTree();
        tree.Write("secret");
        Shell.Run("chmod 755 .; chmod 600 secret", tree.Root);
        OtherUser.Run(() =>
        {
            using var source = FileSources.Open(tree.Root);
            var notes = new Notes();
            Trees.With(source, "secret", (listing, item) =>
            {
                Assert.Equal(SmallRead.Unreadable, listing.ReadWhole(item, new byte[100], notes, out _));
                Assert.Equal(ItemCondition.Unreadable, item.Condition);
                Assert.True(listing.Describe(item, new Notes()));
            });
            Assert.Equal(Errno.EACCES, notes.Single(NoteKind.Unreadable).Errno);
        });
    }

    [Fact]
    public void ReadWhole_FileThatKeepsGrowing_IsKeptAsChanged()
    {
        using var tree = new TempTree();
        tree.Write("log", new string('x', 2_000_000));
        using var source = FileSources.Open(tree.Root);
        using var stop = new CancellationTokenSource();
        var writer = new Thread(() =>
        {
            using var log = new FileStream(tree["log"], FileMode.Append, FileAccess.Write, FileShare.ReadWrite, 0);
            while (!stop.IsCancellationRequested && log.Length < 40_000_000) log.Write("y"u8);
        }) { IsBackground = true };
        var notes = new Notes();
        var buffer = new byte[64_000_000];
        Trees.With(source, "log", (listing, item) =>
        {
            writer.Start();
            var clock = System.Diagnostics.Stopwatch.StartNew();
            while (clock.Elapsed < TimeSpan.FromSeconds(20) && (item.Condition & ItemCondition.ChangedWhileRead) == 0)
            {
                Assert.Equal(SmallRead.Ok, listing.ReadWhole(item, buffer, notes, out var length));
                Assert.Equal(item.Size, length);
            }
            Assert.Equal(ItemCondition.ChangedWhileRead, item.Condition & ItemCondition.ChangedWhileRead);
        });
        stop.Cancel();
        writer.Join();
        Assert.Equal("log"u8.ToArray(), notes.Single(NoteKind.ChangedWhileRead).Path);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-1, true)]
    [InlineData(1, false)]
    public void ReadWhole_SameSecond_IsRacy(int secondsLater, bool isRacy)
    {
        using var tree = new TempTree();
        tree.Write("file");
        var changed = Trees.Scan(tree.Root)[1].Changed.Seconds;
        using var source = FileSources.Open(tree.Root, new FixedTime(DateTimeOffset.FromUnixTimeSeconds(changed + secondsLater).AddMilliseconds(500)));
        Trees.With(source, "file", (listing, item) =>
        {
            item.Condition = ItemCondition.Racy;
            listing.ReadWhole(item, new byte[100], new Notes(), out _);
            Assert.Equal(isRacy, item.Condition == ItemCondition.Racy);
            item.Condition = default;
            using var reader = listing.OpenFile(item, new Notes());
            Assert.Equal(isRacy, item.Condition == ItemCondition.Racy);
        });
    }

    [Fact]
    public void OpenFile_SparseFile_TellsItsData()
    {
        using var tree = new TempTree();
        Shell.Run("truncate -s 10M f; printf data | dd of=f bs=1M seek=3 conv=notrunc status=none; printf more | dd of=f bs=1M seek=7 conv=notrunc status=none", tree.Root);
        using var source = FileSources.Open(tree.Root);
        Trees.With(source, "f", (listing, item) =>
        {
            using var reader = listing.OpenFile(item, new Notes())!;
            Assert.Equal(10 << 20, reader.Length);
            var first = reader.NextData(0);
            Assert.Equal(3 << 20, first.Start);
            Assert.InRange(first.Length, 4, 65536);
            Assert.Equal(7 << 20, reader.NextData(first.Start + first.Length).Start);
            Assert.Equal((10 << 20, 0L), reader.NextData(8 << 20));
            Assert.Equal((10 << 20, 0L), reader.NextData(20 << 20));
            var buffer = new byte[4];
            Assert.Equal(4, reader.Read(7 << 20, buffer));
            Assert.Equal("more"u8.ToArray(), buffer);
            Assert.Equal(0, reader.Read(11 << 20, buffer));
        });
    }

    [Fact]
    public void Restart_AfterChange_TakesTheNewState()
    {
        using var tree = new TempTree();
        tree.Write("f", "one");
        using var source = FileSources.Open(tree.Root);
        Trees.With(source, "f", (listing, item) =>
        {
            using var reader = listing.OpenFile(item, new Notes())!;
            Assert.True(reader.IsUnchanged());
            File.AppendAllText(tree["f"], "two");
            Assert.False(reader.IsUnchanged());
            reader.Restart();
            Assert.True(reader.IsUnchanged());
            Assert.Equal((6L, 6L), (reader.Length, item.Size));
        });
    }
}
