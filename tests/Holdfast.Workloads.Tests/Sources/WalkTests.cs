using System.Net.Sockets;
using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Files;
using Holdfast.Workloads.Files.Linux;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.Sources;

public sealed class WalkTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Walk_RandomTree_IsCompleteAndInTableOrder(int seed)
    {
        using var tree = new TempTree();
        var random = new Random(seed);
        var expected = new HashSet<string> { "" };
        MakeRandom(tree, random, [], 0, expected);

        var items = Trees.Scan(tree.Root);

        Trees.AssertTableOrder(items);
        Assert.Equal(expected.Order(StringComparer.Ordinal), Trees.Paths(items).Order(StringComparer.Ordinal));
        Assert.True(items[0].IsRoot);
    }

    [Fact]
    public void Walk_HugeDirectory_ComesInSortedPieces()
    {
        using var tree = new TempTree();
        for (var i = 0; i < 10_000; i++) tree.WriteRaw(Encoding.ASCII.GetBytes(new string('x', i % 40) + i), []);
        tree.Folder("x/inside");
        using var source = FileSources.Open(tree.Root);
        var sizes = new List<int>();
        var items = new List<Item>();
        foreach (var listing in source.Walk(ScanOptions.Everything, new Notes(), CancellationToken.None))
        {
            sizes.Add(listing.Items.Count);
            items.AddRange(listing.Items);
            listing.Release();
        }

        Trees.AssertTableOrder(items);
        Assert.Equal([1, 4096, 4096, 1809, 1], sizes);
    }

    [Fact]
    public void Walk_EveryKind_CarriesStatData()
    {
        using var tree = new TempTree();
        tree.Write("file", "12345");
        Shell.Run("ln file hard; ln -s file link; mkfifo fifo; mkdir -m 1751 folder; chmod 4640 file; touch -d '1969-12-31 23:59:58.123456789' file", tree.Root);
        var items = Trees.Scan(tree.Root).ToDictionary(item => Encoding.UTF8.GetString(item.Name));

        var file = items["file"];
        Assert.Equal((ItemKind.File, 5L, Convert.ToUInt32("4640", 8), 2u), (file.Kind, file.Size, file.Mode, file.LinkCount));
        Assert.Equal(new Timestamp(-2, 123456789), file.Modified);
        Assert.Equal(Shell.Run("stat -c '%i %u %g' file", tree.Root), $"{file.Inode} {file.Owner} {file.Group}");
        Assert.NotEqual(0ul, file.LinkGroup);
        Assert.Equal(file.LinkGroup, items["hard"].LinkGroup);
        Assert.Equal((ItemKind.SymbolicLink, 0L, 0ul), (items["link"].Kind, items["link"].Size, items["link"].LinkGroup));
        Assert.Equal(ItemKind.Fifo, items["fifo"].Kind);
        Assert.Equal((ItemKind.Directory, Convert.ToUInt32("1751", 8), 1u), (items["folder"].Kind, items["folder"].Mode, items["folder"].LinkCount));
    }

    [Fact]
    public void Walk_DeviceNodes_CarryTheirNumbers()
    {
        Assert.SkipUnless(Shell.IsRoot, "Device nodes need root.");
        using var tree = new TempTree();
        Shell.Run("mknod char c 5 1; mknod block b 259 70000", tree.Root);
        var items = Trees.Scan(tree.Root);

        Assert.Equal((ItemKind.BlockDevice, (259ul << 32) | 70000), (items[1].Kind, items[1].DeviceNumber));
        Assert.Equal((ItemKind.CharacterDevice, (5ul << 32) | 1), (items[2].Kind, items[2].DeviceNumber));
    }

    [Fact]
    public void Walk_Socket_IsSkippedWithNote()
    {
        using var tree = new TempTree();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(tree["s"]));
        var notes = new Notes();

        Assert.Equal([""], Trees.Paths(Trees.Scan(tree.Root, notes)));
        Assert.Equal("s"u8.ToArray(), notes.Single(NoteKind.SocketSkipped).Path);
    }

    [Fact]
    public void Walk_PathBeyond4096Bytes_IsReadAtItsEnd()
    {
        using var tree = new TempTree();
        var name = new byte[255];
        name.AsSpan().Fill((byte)'d');
        tree.WriteDeep(name, 40, "deep"u8);
        var notes = new Notes();
        using var source = FileSources.Open(tree.Root);
        var end = string.Concat(Enumerable.Repeat(new string('d', 255) + "/", 40)) + "end";
        Trees.With(source, end, (listing, item) =>
        {
            Span<byte> buffer = stackalloc byte[100];
            Assert.True(item.Path.Length > 10_000);
            Assert.Equal(SmallRead.Ok, listing.ReadWhole(item, buffer, notes, out var length));
            Assert.Equal("deep"u8.ToArray(), buffer[..length].ToArray());
        });
        Assert.Empty(notes.All);
    }

    [Fact]
    public void Walk_VeryDeepTree_ComesBackToEverySibling()
    {
        using var tree = new TempTree();
        tree.WriteDeep("m"u8, 300, [], level => level % 3 == 0 ? "z"u8.ToArray() : "a"u8.ToArray());
        var notes = new Notes();

        var items = Trees.Scan(tree.Root, notes);

        Assert.Empty(notes.All);
        Trees.AssertTableOrder(items);
        Assert.Equal(1 + 300 * 3 + 1, items.Count);
    }

    [Fact]
    public void Walk_SingleFile_ListsOnlyThat()
    {
        using var tree = new TempTree();
        tree.Write("one");
        tree.Write("two");
        using var source = FileSources.Open(tree["two"]);

        Assert.Equal(["", "two"], Trees.Paths(Trees.Scan(source)));
        Assert.Equal(tree.Root, source.Root);
    }

    [Fact]
    public void Walk_Exclusions_AreNotEntered()
    {
        using var tree = new TempTree();
        foreach (var file in new[] { "keep.txt", "a.TMP", "cache/x", "deep/cache/y", "deep/keep", "build/out/z", "other/build/k" }) tree.Write(file);
        var options = new ScanOptions { ExcludeGlobs = ["cache/", "/build"], ExcludeExtensions = [".tmp"] };

        Assert.Equal(["", "deep", "keep.txt", "other", "deep/keep", "other/build", "other/build/k"], Trees.Paths(Trees.Scan(tree.Root, null, options)));
    }

    [Fact]
    public void Walk_MountPoint_IsCrossedOnlyWhenAsked()
    {
        Assert.SkipUnless(Shell.IsRoot, "Mounting needs root.");
        using var tree = new TempTree();
        tree.Folder("mnt");
        tree.Folder("bind");
        tree.Write("origin/inside");
        if (!Shell.Try($"mount -t tmpfs tmpfs {tree["mnt"]}")) Assert.Skip("Mounting is not permitted here.");
        try
        {
            Shell.Run($"touch mnt/file; mount --bind origin bind", tree.Root);
            var notes = new Notes();
            Assert.Equal(["", "bind", "mnt", "origin", "origin/inside"], Trees.Paths(Trees.Scan(tree.Root, notes)));
            Assert.Equal(2, notes.Count(NoteKind.MountPointSkipped));
            var all = Trees.Scan(tree.Root, null, new ScanOptions { CrossMountPoints = true });
            Assert.Equal(["", "bind", "mnt", "origin", "bind/inside", "mnt/file", "origin/inside"], Trees.Paths(all));
        }
        finally
        {
            Shell.Try($"umount {tree["bind"]}; umount {tree["mnt"]}");
        }
    }

    [Fact]
    public void Walk_UnreadableDirectory_IsMarkedAndNoted()
    {
        using var tree = new TempTree();
        tree.Write("closed/secret");
        tree.Write("open/file");
        Shell.Run("chmod 755 .; chmod 700 closed", tree.Root);
        OtherUser.Run(() =>
        {
            var notes = new Notes();
            var items = Trees.Scan(tree.Root, notes);
            Assert.Equal(["", "closed", "open", "open/file"], Trees.Paths(items));
            Assert.Equal(ItemCondition.Unreadable, items[1].Condition);
            Assert.Equal("closed"u8.ToArray(), notes.Single(NoteKind.Unreadable).Path);
        });
    }

    [Fact]
    public void Walk_TreeChangingUnderneath_GoesOnWithNotes()
    {
        using var tree = new TempTree();
        tree.Write("stays/file");
        using var stop = new CancellationTokenSource();
        var mover = new Thread(() =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                tree.Write($"d{i % 7}/e/f/{i}", "x");
                if (i % 3 == 0) Directory.Delete(tree[$"d{i % 7}"], true);
            }
        });
        mover.Start();
        try
        {
            for (var round = 0; round < 60; round++)
            {
                var notes = new Notes();
                var items = Trees.Scan(tree.Root, notes);
                Trees.AssertTableOrder(items);
                Assert.Contains("stays/file", Trees.Paths(items));
                Assert.All(notes.All, note => Assert.Equal(NoteKind.Vanished, note.Kind));
            }
        }
        finally
        {
            stop.Cancel();
            mover.Join();
        }
    }

    [Fact]
    public void Walk_Cancelled_ClosesEverything()
    {
        using var tree = new TempTree();
        for (var i = 0; i < 20; i++) tree.Write($"d{i}/e/f");
        using var cancel = new CancellationTokenSource();
        var before = Directory.GetFiles("/proc/self/fd").Length;
        using (var source = FileSources.Open(tree.Root))
        {
            Assert.Throws<OperationCanceledException>(() =>
            {
                foreach (var listing in source.Walk(ScanOptions.Everything, new Notes(), cancel.Token))
                {
                    listing.Release();
                    if (listing.Path.Length > 2) cancel.Cancel();
                }
            });
        }
        var open = Directory.GetFiles("/proc/self/fd").Select(link => new FileInfo(link).LinkTarget ?? "");
        Assert.DoesNotContain(open, target => target.StartsWith(tree.Root, StringComparison.Ordinal));
        Assert.True(before > 0);
    }

    [Fact]
    public void Open_NoSuchPath_Throws() =>
        Assert.Equal(Errno.ENOENT, Assert.Throws<IOException>(() => FileSources.Open("/no/such/place")).HResult);

    private static void MakeRandom(TempTree tree, Random random, byte[] parent, int depth, HashSet<string> expected)
    {
        byte[][] names = ["a"u8.ToArray(), "a.b"u8.ToArray(), "a b"u8.ToArray(), "ab"u8.ToArray(), [0xff, 0xfe], [1], "abcdefgh"u8.ToArray(), "abcdefghi"u8.ToArray(),
            "abcdefg\n"u8.ToArray(), [0xc3], "é"u8.ToArray(), Encoding.ASCII.GetBytes(new string('n', 255)), "-"u8.ToArray(), "~"u8.ToArray()];
        foreach (var name in names)
        {
            if (random.Next(3) == 0) continue;
            var path = ItemPath.Join(parent, name);
            expected.Add(ItemPath.ToDisplay(path));
            if (depth < 3 && random.Next(3) == 0)
            {
                tree.FolderRaw(path);
                MakeRandom(tree, random, path, depth + 1, expected);
            }
            else
            {
                tree.WriteRaw(path, []);
            }
        }
    }
}
