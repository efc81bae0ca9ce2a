using Holdfast.Agent.Applications;
using Holdfast.Agent.Tests.Support;
using Holdfast.Format.Chunks;
using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;
using Holdfast.Testing.Chunks;
using Holdfast.Workloads.Applications;

namespace Holdfast.Agent.Tests.Applications;

/// <summary>What an application hands over is what a point gives back, however it was handed over.</summary>
public sealed class PointAssemblyTests
{
    private readonly MemoryChunks chunks = new();
    private readonly RunProgress progress = new();

    [Fact]
    public void Finish_RandomScripts_ContentIsThatOfTheModel()
    {
        for (var seed = 1; seed <= 12; seed++)
        {
            var random = new Random(seed);
            var before = Script(random, 600_000, null);
            var first = Assembled(sink => Write(sink, "db", before, null, random));
            for (var generation = 2; generation <= 4; generation++)
            {
                var next = Script(random, 600_000, before.Content);
                var second = Assembled(sink => Write(sink, "db", next, "db"u8.ToArray(), random), first);
                Assert.True(before.Content.AsSpan().SequenceEqual(Content(first, "db")), $"Seed {seed}: generation {generation - 1} differs.");
                Assert.True(next.Content.AsSpan().SequenceEqual(Content(second, "db")), $"Seed {seed}: generation {generation} differs.");
                (before, first) = (next, second);
            }
        }
    }

    [Fact]
    public void CopyPrevious_AlignedRange_ReadsNothing()
    {
        var content = Bytes(1 << 20, 3);
        var first = Assembled(sink => sink.AddFile(File("db"), content));
        chunks.ForgetReads();
        var second = Assembled(sink =>
        {
            using var file = sink.BeginFile(File("db"), new FixedCutter(), "db"u8.ToArray());
            file.CopyPrevious(0, 512 << 10);
            file.Append(Bytes(64 << 10, 9));
            file.CopyPrevious(576 << 10, 448 << 10);
            file.Complete();
        }, first);
        var table = new ItemTableReader(chunks, first);
        var content1 = table.ExtentsOf(table.Find("db"u8.ToArray())!).Select(extent => extent.Chunk).ToHashSet();
        Assert.DoesNotContain(chunks.Reads, content1.Contains);
        var expected = content.ToArray();
        Bytes(64 << 10, 9).CopyTo(expected, 512 << 10);
        Assert.True(expected.AsSpan().SequenceEqual(Content(second, "db")));
    }

    [Fact]
    public void CopyPrevious_AroundScatteredPages_StoresTheirBytesAndNoMore()
    {
        var pages = new Pages(4096, 11);
        var root = Assembled(sink => sink.AddFile(File("db"), pages.Content));
        var stored = chunks.Stored.Count;
        var second = pages.ChangeAndAssemble(this, root, Enumerable.Range(0, 40).Select(n => n * 100)); // 1 %
        Assert.InRange(chunks.Stored.Skip(stored).Sum(id => chunks.Read(id).Length), 40 * Pages.Size, (40 * Pages.Size) + (pages.Content.Length / 200));
        Assert.True(pages.Content.AsSpan().SequenceEqual(Content(second, "db")));
    }

    [Fact]
    public void CopyPrevious_ScatteredPagesAgainAndAgain_FilesDoNotFallToPieces()
    {
        var pages = new Pages(1024, 12);
        var root = Assembled(sink => sink.AddFile(File("db"), pages.Content));
        var random = new Random(13);
        for (var generation = 0; generation < 60; generation++)
            root = pages.ChangeAndAssemble(this, root, Enumerable.Range(0, 1024).Where(_ => random.Next(20) == 0));
        Assert.True(pages.Content.AsSpan().SequenceEqual(Content(root, "db")));
        var table = new ItemTableReader(chunks, root);
        var extents = table.ExtentsOf(table.Find("db"u8.ToArray())!);
        Assert.InRange(extents.Count, 128, 4 * 128);
        // What is kept for it is no more than a few times of what it is.
        Assert.InRange(extents.Select(extent => extent.Chunk).Distinct().Sum(id => (long)chunks.Read(id).Length), pages.Content.Length, 2.5 * pages.Content.Length);
    }

    [Fact]
    public void CopyPrevious_DamagedChunkIsMerged_ChainIsBroken()
    {
        var first = Assembled(sink => sink.AddFile(File("db"), Bytes(200_000, 3)));
        var table = new ItemTableReader(chunks, first);
        chunks.Lose(table.ExtentsOf(table.Find("db"u8.ToArray())!)[0].Chunk);
        var broken = Assert.Throws<WorkloadException>(() => Assembled(sink =>
        {
            using var file = sink.BeginFile(File("db"), new FixedCutter(), "db"u8.ToArray());
            file.CopyPrevious(100, 1000);
            file.Append(Bytes(2000, 1));
            file.Complete();
        }, first));
        Assert.Equal(WorkloadFault.ChainBroken, broken.Fault);
    }

    [Fact]
    public void Finish_MoreExtentsThanAnItemHolds_SpillsThem()
    {
        var content = Bytes(2_000_000, 5);
        var root = Assembled(sink =>
        {
            using var file = sink.BeginFile(File("db"), new FixedCutter(512));
            for (var at = 0; at < content.Length; at += 7_000) file.Append(content.AsSpan(at, Math.Min(7_000, content.Length - at)));
            file.Complete();
        });
        Assert.NotNull(new ItemTableReader(chunks, root).Find("db"u8.ToArray())!.ExtentLists);
        Assert.True(content.AsSpan().SequenceEqual(Content(root, "db")));
    }

    [Fact]
    public void Finish_ItemsInAnyOrder_TableIsWholeAndHasTheDirectories()
    {
        var root = Assembled(sink =>
        {
            sink.AddFile(File("b/c/z"), "z"u8);
            sink.AddFile(File("a"), "a"u8);
            sink.AddFile(File("b/y"), "y"u8);
        });
        var items = new ItemTableReader(chunks, root).ReadAll().ToList();
        Assert.Equal(["", "a", "b", "b/y", "b/c", "b/c/z"], items.Select(item => ItemPath.ToDisplay(item.Path)).OrderBy(path => path.Count(c => c == '/')).ThenBy(path => path is "b/c" ? "b/z" : path));
        Assert.Equal(3, items.Count(item => item.Kind == ItemKind.Directory));
    }

    [Fact]
    public void Finish_FileThatWasNotCompleted_IsNotThere()
    {
        var root = Assembled(sink =>
        {
            using (var file = sink.BeginFile(File("half"), new FixedCutter())) file.Append(Bytes(100_000, 1));
            sink.AddFile(File("whole"), "w"u8);
        });
        Assert.Equal(["", "whole"], new ItemTableReader(chunks, root).ReadAll().Select(item => ItemPath.ToDisplay(item.Path)));
    }

    [Fact]
    public void Finish_PathAddedTwice_Refused() =>
        Assert.Throws<InvalidOperationException>(() => Assembled(sink =>
        {
            sink.AddFile(File("a"), "1"u8);
            sink.AddFile(File("a"), "2"u8);
        }));

    [Fact]
    public void Append_StoreFails_TellsTheCause()
    {
        var store = new WatchedStore(chunks, call =>
        {
            if (call == 5) throw new IOException("no room");
        });
        using var assembly = new PointAssembly(store, null, chunks, Runs.Options, progress, CancellationToken.None);
        var failure = Assert.Throws<IOException>(() =>
        {
            using var file = assembly.BeginFile(File("db"), new FixedCutter());
            for (var i = 0; i < 1000; i++) file.Append(Bytes(1 << 16, i));
            file.Complete();
            assembly.Finish();
        });
        Assert.Equal("no room", failure.Message);
    }

    [Fact]
    public void BeginFile_ManyFilesAtOnce_NoneWaitsForAnother()
    {
        var contents = Enumerable.Range(0, 40).Select(i => Bytes(300_000, i)).ToList();
        var root = Assembled(sink =>
        {
            var files = contents.Select((_, i) => sink.BeginFile(File($"f{i}"), new FixedCutter())).ToList();
            for (var at = 0; at < 300_000; at += 50_000)
                for (var i = 0; i < files.Count; i++) files[i].Append(contents[i].AsSpan(at, 50_000));
            foreach (var file in files)
            {
                file.Complete();
                file.Dispose();
            }
        });
        for (var i = 0; i < contents.Count; i++) Assert.True(contents[i].AsSpan().SequenceEqual(Content(root, $"f{i}")));
    }

    [Fact]
    public void OpenRead_SeekAndRead_GivesTheBytes()
    {
        var content = Bytes(900_000, 8);
        var root = Assembled(sink => sink.AddFile(File("d/db"), content));
        using var stream = PointFileStream.Open(new ItemTableReader(chunks, root), chunks, "d/db"u8.ToArray());
        var random = new Random(4);
        var buffer = new byte[10_000];
        for (var i = 0; i < 100; i++)
        {
            var at = random.Next(content.Length);
            stream.Position = at;
            var length = stream.ReadAtLeast(buffer, Math.Min(buffer.Length, content.Length - at), throwOnEndOfStream: false);
            Assert.True(content.AsSpan(at, length).SequenceEqual(buffer.AsSpan(0, length)));
        }
    }

    private ItemTableRoot Assembled(Action<IItemSink> fill, ItemTableRoot? previous = null)
    {
        var before = previous is { } root ? new ItemTableReader(chunks, root) : null;
        using var assembly = new PointAssembly(chunks, before, chunks, Runs.Options, progress, CancellationToken.None);
        fill(assembly);
        return assembly.Finish();
    }

    private byte[] Content(in ItemTableRoot root, string path)
    {
        using var stream = PointFileStream.Open(new ItemTableReader(chunks, root), chunks, ItemPath.FromDisplay(path));
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>A file of pages, of which some change between two points.</summary>
    private sealed class Pages(int count, int seed)
    {
        public const int Size = 8192;
        private int next = seed;

        public byte[] Content { get; } = Bytes(count * Size, seed);

        public ItemTableRoot ChangeAndAssemble(PointAssemblyTests test, in ItemTableRoot previous, IEnumerable<int> changed) => test.Assembled(sink =>
        {
            using var file = sink.BeginFile(File("db"), new FixedCutter(), "db"u8.ToArray());
            foreach (var page in changed)
            {
                if (page * Size > file.Length) file.CopyPrevious(file.Length, (page * Size) - file.Length);
                Bytes(Size, ++next).CopyTo(Content, page * Size);
                file.Append(Content.AsSpan(page * Size, Size));
            }
            if (file.Length < Content.Length) file.CopyPrevious(file.Length, Content.Length - file.Length);
            file.Complete();
        }, previous);
    }

    /// <summary>Random appends, holes and copies, and the bytes that they make.</summary>
    private static (List<(char Step, long Offset, int Length, int Seed)> Steps, byte[] Content) Script(Random random, int about, byte[]? previous)
    {
        var steps = new List<(char, long, int, int)>();
        using var model = new MemoryStream();
        while (model.Length < about)
        {
            var length = random.Next(3) == 0 ? (random.Next(4) + 1) << 12 : random.Next(1, 90_000);
            var seed = random.Next();
            switch (random.Next(previous is null ? 2 : 3))
            {
                case 0:
                    steps.Add(('a', 0, length, seed));
                    model.Write(Bytes(length, seed));
                    break;
                case 1:
                    steps.Add(('h', 0, length, 0));
                    model.Write(new byte[length]);
                    break;
                default:
                    length = Math.Min(length, previous!.Length);
                    var offset = random.Next(2) == 0 && model.Length + length <= previous.Length ? model.Length : random.Next(previous.Length - length + 1);
                    steps.Add(('c', offset, length, 0));
                    model.Write(previous, (int)offset, length);
                    break;
            }
        }
        return (steps, model.ToArray());
    }

    private static void Write(IItemSink sink, string path, (List<(char Step, long Offset, int Length, int Seed)> Steps, byte[] Content) script, byte[]? basedOn, Random random)
    {
        using var file = sink.BeginFile(File(path), new FixedCutter(random.Next(2) == 0 ? 4096 : 65536), basedOn);
        foreach (var (step, offset, length, seed) in script.Steps)
            if (step == 'a') file.Append(Bytes(length, seed));
            else if (step == 'h') file.AppendHole(length);
            else file.CopyPrevious(offset, length);
        Assert.Equal(script.Content.Length, file.Length);
        file.Complete();
    }

    private static Item File(string path)
    {
        var (parent, name) = ItemPath.Split(ItemPath.FromDisplay(path));
        return new Item { Parent = parent, Name = name, Kind = ItemKind.File, Mode = 0x180 };
    }

    private static byte[] Bytes(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
