using Holdfast.Format.Chunks;
using Holdfast.Store.Index;

namespace Holdfast.Store.Tests.Index;

public sealed class ChunkIndexConcurrencyTests
{
    private const int Packs = 1500, Each = 40;

    /// <summary>What was added before a lookup began is found, whatever is written, merged and retired meanwhile.</summary>
    [Fact]
    public void TryFind_WhileAddingFlushingAndMerging_FindsAllThatWasAdded()
    {
        using var folder = new IndexFolder();
        using var index = ChunkIndex.Open(folder.Path, new ChunkIndexOptions { RecentEntries = 2000, SmallestRun = 1000 });
        ChunkId[] ids = [.. Enumerable.Range(0, Packs * Each).Select(Sample.Chunk)];
        var added = 0;
        var errors = 0;
        Thread[] readers = [.. Enumerable.Range(0, 3).Select(number => new Thread(() => Read(number)))];
        foreach (var reader in readers) reader.Start();

        for (var pack = 0; pack < Packs; pack++)
        {
            index.AddPack(Sample.Pack(pack), Sample.Entries(pack * Each, Each));
            Volatile.Write(ref added, pack + 1);
            if (pack % 10 == 3)
            {
                index.AddPack(Sample.Pack(-pack - 1), Sample.Entries(pack * Each, Each));
                index.RemovePack(Sample.Pack(-pack - 1));
            }
            if (pack % 100 == 50) index.Flush();
        }
        foreach (var reader in readers) reader.Join();
        Assert.Equal(0, errors);
        Assert.True(index.IsComplete, string.Join('\n', index.Discarded));
        Assert.Equal(Packs, index.Packs.Count);

        void Read(int number)
        {
            var random = new Random(number);
            var batch = new ChunkId[64];
            var locations = new ChunkLocation[batch.Length];
            var found = new bool[batch.Length];
            while (Volatile.Read(ref added) is var bound && bound < Packs)
            {
                if (bound == 0) continue;
                for (var i = 0; i < batch.Length; i++) batch[i] = ids[random.Next(bound * Each)];
                index.FindMany(batch, locations, found);
                if (found.Contains(false)) Interlocked.Increment(ref errors);
                foreach (var id in batch)
                {
                    var absent = new ChunkId(id.Value with { D = 1 });
                    if (!index.TryFind(id, out _) || index.TryFind(absent, out _)) Interlocked.Increment(ref errors);
                }
            }
        }
    }

    [Fact]
    public void AddPack_FromSeveralThreads_LosesNothing()
    {
        using var folder = new IndexFolder();
        using (var index = ChunkIndex.Open(folder.Path, new ChunkIndexOptions { RecentEntries = 1000, SmallestRun = 500 }))
        {
            Thread[] writers =
            [
                .. Enumerable.Range(0, 4).Select(number => new Thread(() =>
                {
                    for (var i = 0; i < 100; i++) index.AddPack(Sample.Pack((number * 100) + i), Sample.Entries(((number * 100) + i) * 20, 20));
                    index.Flush();
                })),
            ];
            foreach (var writer in writers) writer.Start();
            foreach (var writer in writers) writer.Join();
        }
        using var reopened = ChunkIndex.Open(folder.Path);
        Assert.Equal(400, reopened.Packs.Count);
        Assert.Equal(8000, reopened.Count);
        for (var i = 0; i < 8000; i++) Assert.True(reopened.TryFind(Sample.Chunk(i), out var at) && at.Pack == Sample.Pack(i / 20));
    }
}
