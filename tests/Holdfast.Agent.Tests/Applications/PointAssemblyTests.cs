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
            var next = Script(random, 600_000, before.Content);
            var second = Assembled(sink => Write(sink, "db", next, "db"u8.ToArray(), random), first);
            Assert.True(before.Content.AsSpan().SequenceEqual(Content(first, "db")), $"Seed {seed}: the first point differs.");
            Assert.True(next.Content.AsSpan().SequenceEqual(Content(second, "db")), $"Seed {seed}: the second point differs.");
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
    public void CopyPrevious_DamagedChunkIsMerged_ChainIsBroken()
    {
        var first = Assembled(sink => sink.AddFile(File("db"), Bytes(200_000, 3)));
        var table = new ItemTableReader(chunks, first);
        chunks.Lose(table.ExtentsOf(table.Find("db"u8.ToArray())!)[0].Chunk);
        var broken = Assert.Throws<WorkloadException>(() => Assembled(sink =>
        {
            using var file = sink.BeginFile(File("db"), new FixedCutter(), "db"u8.ToArray());
            file.CopyPrevious(100, 1000);
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
