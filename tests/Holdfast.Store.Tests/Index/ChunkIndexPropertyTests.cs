using FsCheck.Xunit;
using Holdfast.Format.Chunks;
using Holdfast.Store.Index;

namespace Holdfast.Store.Tests.Index;

public sealed class ChunkIndexPropertyTests
{
    private static readonly ChunkIndexOptions Small = new() { RecentEntries = 60, SmallestRun = 20 };

    private static readonly ChunkId[] Universe =
        [.. Enumerable.Range(0, 150).Select(Sample.Chunk), .. Enumerable.Range(0, 100).Select(Sample.Crowded)];

    /// <summary>Any sequence of additions, removals, flushes, kills and reopenings answers as a dictionary would.</summary>
    [Property(MaxTest = 150, EndSize = 120)]
    public void Index_AnySequenceOfOperations_AnswersAsTheModel((byte Operation, byte Pack, ushort Seed)[] script)
    {
        using var folder = new IndexFolder();
        var index = ChunkIndex.Open(folder.Path, Small);
        try
        {
            var model = new IndexModel();
            foreach (var (operation, number, seed) in script) index = Apply(index, folder, model, operation % 16, number % 40, seed);
            model.AssertSame(index, Universe);
            index.Flush();
            index.Dispose();
            index = ChunkIndex.Open(folder.Path, Small);
            Assert.True(index.IsComplete);
            model.AssertSame(index, Universe);
        }
        finally
        {
            index.Dispose();
        }
    }

    private static ChunkIndex Apply(ChunkIndex index, IndexFolder folder, IndexModel model, int operation, int number, int seed)
    {
        var pack = Sample.Pack(number);
        switch (operation)
        {
            case < 9:
                var entries = PackOf(seed);
                index.AddPack(pack, entries);
                model.Add(pack, entries);
                return index;
            case < 12:
                index.RemovePack(pack);
                model.Remove(pack);
                return index;
            case < 15:
                index.Flush();
                return index;
            default:
                index.Flush();
                index.Dispose();
                return ChunkIndex.Open(folder.Path, Small);
        }
    }

    private static IndexEntry[] PackOf(int seed)
    {
        var random = new Random(seed);
        return Sample.Entries(Enumerable.Range(0, random.Next(0, 45)).Select(_ => Universe[random.Next(Universe.Length)]));
    }
}
