using Holdfast.Agent.Tests.Support;
using Holdfast.Format.Chunks;
using Holdfast.Format.Items;
using Holdfast.Workloads;
using Holdfast.Workloads.Files;

namespace Holdfast.Agent.Tests.Backup;

public sealed class BackupRunTests : IDisposable
{
    private readonly TempTree tree = new();
    private readonly Runs runs = new();

    [Fact]
    public void Run_EmptyTree_IsOnlyTheRoot()
    {
        var root = runs.BackUp(tree.Root);
        Assert.Equal(ItemKind.Directory, Assert.Single(runs.Items(root)).Kind);
    }

    [Fact]
    public void Run_SameTreeTwiceFromNothing_MakesTheSameChunks()
    {
        tree.WriteMany(1500);
        tree.Write("large", TempTree.Content(5, 3 << 20));
        var other = new Runs();
        var first = runs.BackUp(tree.Root);
        var second = other.BackUp(tree.Root, options: Runs.Options with { Workers = 4 });
        Assert.Equal(runs.Chunks.Stored.Order(), other.Chunks.Stored.Order());
        Assert.Equal(first.Id, second.Id);
        runs.AssertRecovers(first, tree);
    }

    [Fact]
    public void Run_CopiedTree_StoresNoContent()
    {
        tree.WriteMany(1500);
        tree.Write("large", TempTree.Content(5, 3 << 20));
        runs.BackUp(tree.Root);
        var before = ContentStored();
        using var copy = new TempTree();
        tree.CopyTo(copy);
        var root = runs.BackUp(copy.Root);
        Assert.Equal(before, ContentStored());
        Assert.NotEqual(0, runs.Progress.BytesDeduplicated);
        runs.AssertRecovers(root, copy);
    }

    [Fact]
    public void Run_NothingChanged_ReadsNothingAndMakesTheSameTable()
    {
        tree.WriteMany(300);
        tree.Write("large", TempTree.Content(5, 1 << 20));
        var first = runs.BackUp(tree.Root);
        var stored = runs.Chunks.Stored.Count;
        var second = runs.BackUp(tree.Root, first);
        Assert.Equal(first.Id, second.Id);
        Assert.Equal(0, runs.Progress.BytesRead);
        Assert.Equal(stored, runs.Chunks.Stored.Count);
    }

    [Fact]
    public void Run_OneFileInsertedAmongMany_StoresLittle()
    {
        tree.WriteMany(2500);
        var first = runs.BackUp(tree.Root);
        tree.Write("folder-3/file-00500-new", TempTree.Content(77, 4000));
        var second = runs.BackUp(tree.Root, first);
        Assert.InRange(runs.Progress.BytesRead, 4000, 20_000);
        runs.AssertRecovers(second, tree);
    }

    [Fact]
    public void Run_ConsistencyCheckAfterSilentChange_StoresItAgainAndSaysSo()
    {
        tree.WriteMany(40);
        tree.Write("silent", TempTree.Content(1, 5000));
        var time = File.GetLastWriteTimeUtc(tree["silent"]);
        var first = runs.BackUp(tree.Root);
        // The store is made to hold other bytes for the file: as if the source had changed without its times telling.
        var extent = Assert.Single(runs.Extents(first, "silent"));
        var plain = (byte[])runs.Chunks.Read(extent.Chunk).Clone();
        plain[extent.Offset + 17] ^= 1;
        runs.Chunks.Replace(extent.Chunk, plain);
        var second = runs.BackUp(tree.Root, first, options: Runs.Options with { ReadEverything = true });
        Assert.Contains(runs.Notes.Of(NoteKind.ContentDiffers), note => ItemPath.ToDisplay(note.Path) == "silent");
        Assert.Equal(time, File.GetLastWriteTimeUtc(tree["silent"]));
        Assert.Equal(first.Items, second.Items);
    }

    [Theory]
    [InlineData((128 << 10) - 1)]
    [InlineData(128 << 10)]
    [InlineData((8 << 20) - 1)]
    [InlineData(8 << 20)]
    [InlineData((8 << 20) + 1)]
    [InlineData((20 << 20) + 12_345)]
    public void Run_FileAtABoundary_ComesBack(int length)
    {
        tree.Write("file", TempTree.Content(length, length));
        var root = runs.BackUp(tree.Root);
        Assert.Equal(length, runs.Find(root, "file").Size);
        Assert.Equal(length, runs.Extents(root, "file").Sum(extent => extent.Length));
        runs.AssertRecovers(root, tree);
    }

    [Fact]
    public void Run_SparseFile_KeepsHolesAndReadsThemNot()
    {
        const long size = 3L << 30;
        using (var file = File.OpenHandle(tree["sparse"], FileMode.CreateNew, FileAccess.Write))
        {
            RandomAccess.Write(file, TempTree.Content(1, 200_000), 0);
            RandomAccess.Write(file, TempTree.Content(2, 200_000), 1L << 30);
            RandomAccess.Write(file, [7], size - 1);
        }
        var root = runs.BackUp(tree.Root);
        Assert.InRange(runs.Progress.BytesRead, 400_001, 2 << 20);
        var extents = runs.Extents(root, "sparse");
        Assert.Equal(size, extents.Sum(extent => extent.Length));
        Assert.True(extents.Where(extent => extent.IsHole).Sum(extent => extent.Length) > size - (4 << 20));
        using var target = new TempTree();
        runs.Recover(root, target.Root);
        Assert.Equal(size, new FileInfo(target["sparse"]).Length);
        using var recovered = File.OpenHandle(target["sparse"]);
        var part = new byte[200_000];
        RandomAccess.Read(recovered, part, 1L << 30);
        Assert.Equal(TempTree.Content(2, 200_000), part);
        RandomAccess.Read(recovered, part.AsSpan(0, 1), size - 1);
        Assert.Equal(7, part[0]);
    }

    [Fact]
    public void Run_FileOfWrittenZeros_StoresNoContent()
    {
        tree.Write("zeros", new byte[4 << 20]);
        var root = runs.BackUp(tree.Root);
        Assert.True(Assert.Single(runs.Extents(root, "zeros")).IsHole);
        runs.AssertRecovers(root, tree);
    }

    [Fact]
    public void Run_HardLinks_AreReadOnce()
    {
        tree.Write("a/first", TempTree.Content(1, 50_000));
        tree.Write("a/large", TempTree.Content(2, 1 << 20));
        tree.HardLink("a/first", "b/second");
        tree.HardLink("a/first", "c/third");
        tree.HardLink("a/large", "c/large-too");
        var root = runs.BackUp(tree.Root);
        Assert.Equal(50_000 + (1 << 20), runs.Progress.BytesRead);
        Assert.Equal(runs.Extents(root, "a/first"), runs.Extents(root, "c/third"));
        Assert.NotEqual(0UL, runs.Find(root, "b/second").LinkGroup);
        runs.AssertRecovers(root, tree);
        using var target = new TempTree();
        runs.Recover(root, target.Root);
        File.WriteAllBytes(target["a/first"], [1, 2, 3]);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(target["c/third"]));
    }

    [Fact]
    public void Run_FilesVanishAfterListing_AreLeftOutWithANote()
    {
        tree.WriteMany(60);
        tree.Write("gone/small", TempTree.Content(1, 100));
        tree.Write("gone/large", TempTree.Content(2, 1 << 20));
        tree.Write("gone/stays", TempTree.Content(3, 100));
        var root = Edited("gone", () =>
        {
            File.Delete(tree["gone/small"]);
            File.Delete(tree["gone/large"]);
        });
        Assert.Equal(["gone/large", "gone/small"], runs.Notes.Of(NoteKind.Vanished).Select(note => ItemPath.ToDisplay(note.Path)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(runs.Items(root), item => ItemPath.ToDisplay(item.Path) is "gone/large" or "gone/small");
        runs.AssertRecovers(root, tree);
    }

    [Theory]
    [InlineData(100, 50_000)]
    [InlineData(100, 3 << 20)]
    [InlineData(1 << 20, 3 << 20)]
    [InlineData(1 << 20, 100)]
    [InlineData(1 << 20, 0)]
    public void Run_FileReplacedByAnotherLengthAfterListing_IsTakenAsItIs(int before, int after)
    {
        tree.WriteMany(60);
        tree.Write("changing/file", TempTree.Content(1, before));
        var root = Edited("changing", () => File.WriteAllBytes(tree["changing/file"], TempTree.Content(2, after)));
        Assert.Equal(after, runs.Find(root, "changing/file").Size);
        runs.AssertRecovers(root, tree);
    }

    /// <summary>Every file of a bundle is far longer when it is read than when it was listed.</summary>
    [Fact]
    public void Run_WholeBundleGrew_AllComesBack()
    {
        for (var i = 0; i < 200; i++) tree.Write($"growing/file-{i:D3}", [1]);
        var root = Edited("growing", () =>
        {
            for (var i = 0; i < 200; i++) tree.Write($"growing/file-{i:D3}", TempTree.Content(i, 100_000));
        });
        runs.AssertRecovers(root, tree);
    }

    /// <summary>A file that is written all the time ends the third attempt as "changed while read".</summary>
    [Fact]
    public void Run_FileKeepsChanging_IsKeptAndMarked()
    {
        tree.Write("log", TempTree.Content(1, 24 << 20));
        using var stop = new CancellationTokenSource();
        var writer = new Thread(() =>
        {
            using var file = File.OpenHandle(tree["log"], FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            for (byte i = 0; !stop.IsCancellationRequested; i = unchecked((byte)(i + 1)))
            {
                RandomAccess.Write(file, [i], 12 << 20);
                Thread.Sleep(2);
            }
        });
        writer.Start();
        var root = runs.BackUp(tree.Root);
        stop.Cancel();
        writer.Join();
        Assert.True(runs.Find(root, "log").Condition.HasFlag(ItemCondition.ChangedWhileRead));
        Assert.Single(runs.Notes.Of(NoteKind.ChangedWhileRead));
        Assert.Equal(24 << 20, runs.Extents(root, "log").Sum(extent => extent.Length));
        // The next run reads it again.
        var next = runs.BackUp(tree.Root, root);
        Assert.Equal(ItemCondition.Complete, runs.Find(next, "log").Condition);
        runs.AssertRecovers(next, tree);
    }

    /// <summary>A store that fails at the first, at a middle and at a late chunk: its error ends the run and no thread stays.</summary>
    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(7, true)]
    [InlineData(40, true)]
    public void Run_StoreThrows_ItsErrorEndsTheRunAndAllThreadsEnd(int at, bool large)
    {
        tree.WriteMany(1200);
        if (large) tree.Write("aaa-large", TempTree.Content(9, 20 << 20));
        var store = new WatchedStore(runs.Chunks, call =>
        {
            if (call >= at) throw new InvalidOperationException("The store is broken.");
        });
        if (!large || at == 1)
            Assert.Equal("The store is broken.", Assert.Throws<InvalidOperationException>(() => runs.BackUp(tree.Root, store: store)).Message);
        else
            Assert.Throws<InvalidOperationException>(() => runs.BackUp(tree.Root, store: store));
        RunThreads.AssertAllEnd();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(50)]
    public void Run_CancelledMeanwhile_ThrowsAndAllThreadsEnd(int at)
    {
        tree.WriteMany(1200);
        tree.Write("aaa-large", TempTree.Content(9, 20 << 20));
        using var cancel = new CancellationTokenSource();
        var store = new WatchedStore(runs.Chunks, call =>
        {
            if (call == at) cancel.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => runs.BackUp(tree.Root, store: store, cancellation: cancel.Token));
        RunThreads.AssertAllEnd();
    }

    [Fact]
    public void Run_SourceThrows_EndsTheRunAndAllThreads()
    {
        tree.WriteMany(300);
        using var source = new EditedSource(FileSources.Open(tree.Root), path =>
        {
            if (path == "folder-4") throw new IOException("The disk is gone.");
        });
        Assert.Equal("The disk is gone.", Assert.Throws<IOException>(() => runs.BackUp(source)).Message);
        RunThreads.AssertAllEnd();
    }

    /// <summary>Memory does not grow with the source: 240 MiB go through a few slabs.</summary>
    [Fact]
    public void Run_LargeSource_KeepsMemoryBounded()
    {
        for (var i = 0; i < 3; i++) tree.Write($"large-{i}", TempTree.Content(i % 2, 80 << 20));
        var forgetful = new ForgetfulStore();
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var stop = new CancellationTokenSource();
        var highest = before;
        var watch = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                // What is in use: when the collector comes round by itself depends on what else the computer does.
                GC.Collect();
                highest = Math.Max(highest, GC.GetTotalMemory(forceFullCollection: false));
                Thread.Sleep(20);
            }
        });
        watch.Start();
        runs.BackUp(tree.Root, store: forgetful);
        stop.Cancel();
        watch.Join();
        Assert.Equal(240L << 20, runs.Progress.BytesRead);
        // 5 shared slabs, 2 own ones for each of 2 workers, of 8 MiB each; bundle buffers and scratch.
        Assert.True(highest - before < 120L << 20, $"{(highest - before) >> 20} MiB");
    }

    public void Dispose() => tree.Dispose();

    private int ContentStored() => runs.Chunks.Stored.Count(id => runs.Chunks.KindOf(id) == ChunkKind.Content);

    private Format.Items.Table.ItemTableRoot Edited(string directory, Action edit)
    {
        using var source = new EditedSource(FileSources.Open(tree.Root), path =>
        {
            if (path == directory) edit();
        });
        return runs.BackUp(source);
    }

    private sealed class ForgetfulStore : IChunkStore
    {
        public void Pin(ReadOnlySpan<ChunkId> ids, Span<bool> known) => known.Clear();

        public void Store(in ChunkId id, ChunkKind kind, ChunkCodec codec, int plainLength, ReadOnlySpan<byte> payload)
        {
        }
    }
}
