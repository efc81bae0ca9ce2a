using Holdfast.Format.Chunks;
using Holdfast.Store.Index;

namespace Holdfast.Store.Tests.Index;

public sealed class ChunkIndexTests : IDisposable
{
    private readonly IndexFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void TryFind_SameIdInSeveralPacks_AnswersTheNewestThatIsLeft()
    {
        using var index = ChunkIndex.Open(folder.Path);
        for (var pack = 0; pack < 3; pack++)
        {
            index.AddPack(Sample.Pack(pack), Sample.Entries(0, 5));
            if (pack < 2) index.Flush();
        }

        for (var newest = 2; newest >= 0; newest--)
        {
            Assert.True(index.TryFind(Sample.Chunk(3), out var location));
            Assert.Equal(Sample.Pack(newest), location.Pack);
            Assert.Equal(newest + 1, index.FindAll(Sample.Chunk(3)).Count());
            index.RemovePack(Sample.Pack(newest));
        }
        Assert.False(index.TryFind(Sample.Chunk(3), out _));
    }

    [Fact]
    public void AddPack_AfterRemoval_AnswersAgain()
    {
        using var index = ChunkIndex.Open(folder.Path);
        index.AddPack(Sample.Pack(1), Sample.Entries(0, 5));
        index.Flush();
        index.RemovePack(Sample.Pack(1));
        index.AddPack(Sample.Pack(1), Sample.Entries(2, 2));

        Assert.False(index.TryFind(Sample.Chunk(1), out _));
        Assert.True(index.TryFind(Sample.Chunk(2), out _));
        Assert.Single(index.Packs);
    }

    [Fact]
    public void RemovePack_Flushed_StaysRemovedAfterReopening()
    {
        using (var index = ChunkIndex.Open(folder.Path))
        {
            for (var pack = 0; pack < 10; pack++) index.AddPack(Sample.Pack(pack), Sample.Entries(pack * 10, 10));
            index.Flush();
            index.RemovePack(Sample.Pack(4));
            index.Flush();
        }
        using var reopened = ChunkIndex.Open(folder.Path);
        Assert.False(reopened.HasPack(Sample.Pack(4)));
        Assert.False(reopened.TryFind(Sample.Chunk(42), out _));
        Assert.True(reopened.TryFind(Sample.Chunk(52), out _));
        Assert.Equal(9, reopened.Packs.Count);
    }

    [Fact]
    public void Dispose_WithoutFlush_CoversOnlyWhatWasFlushed()
    {
        using (var index = ChunkIndex.Open(folder.Path))
        {
            index.AddPack(Sample.Pack(1), Sample.Entries(0, 5));
            index.Flush();
            index.AddPack(Sample.Pack(2), Sample.Entries(5, 5));
            Assert.True(index.HasPack(Sample.Pack(2)));
        }
        using var reopened = ChunkIndex.Open(folder.Path);
        Assert.True(reopened.IsComplete);
        Assert.Equal([Sample.Pack(1)], reopened.Packs);
        Assert.False(reopened.TryFind(Sample.Chunk(7), out _));
    }

    [Fact]
    public void Flush_ManyTimes_KeepsFewRunsAndDropsRemovedEntries()
    {
        var options = new ChunkIndexOptions { RecentEntries = 500, SmallestRun = 100 };
        using var index = ChunkIndex.Open(folder.Path, options);
        for (var pack = 0; pack < 400; pack++)
        {
            index.AddPack(Sample.Pack(pack), Sample.Entries(pack * 50, 50));
            if (pack % 7 == 0) index.Flush();
        }
        index.Flush();
        Assert.InRange(index.RunCount, 1, 9);
        Assert.Equal(20_000, index.Count);

        for (var pack = 0; pack < 399; pack++) index.RemovePack(Sample.Pack(pack));
        index.Flush();
        Assert.InRange(index.Count, 50, 1000);
        Assert.True(index.TryFind(Sample.Chunk(19_999), out _));

        index.RemovePack(Sample.Pack(399));
        index.Flush();
        Assert.Equal(0, index.Count);
        Assert.DoesNotContain(folder.Files, file => file.EndsWith(".run", StringComparison.Ordinal));
    }

    [Fact]
    public void Flush_NothingNew_WritesNothing()
    {
        using var index = ChunkIndex.Open(folder.Path);
        index.Flush();
        Assert.Empty(folder.Files);
    }

    [Fact]
    public void Sizes_HundredThousandEntries_StayWithinFourAndSixtyFourBytes()
    {
        const int packs = 2500, each = 40;
        var options = new ChunkIndexOptions { RecentEntries = 4096 };
        using (var index = ChunkIndex.Open(folder.Path, options))
        {
            for (var pack = 0; pack < packs; pack++) index.AddPack(Sample.Pack(pack), Sample.Entries(pack * each, each));
            index.Flush();
        }
        using var reopened = ChunkIndex.Open(folder.Path, options);
        Assert.Equal(packs * each, reopened.Count);
        Assert.InRange(reopened.ResidentBytes / (double)(packs * each), 1, 4);
        Assert.InRange(reopened.DiskBytes / (double)(packs * each), 56, 64);
    }

    [Fact]
    public void TryFind_PresentAndAbsent_AllocatesNothing()
    {
        using var index = ChunkIndex.Open(folder.Path, new ChunkIndexOptions { RecentEntries = 1000 });
        for (var pack = 0; pack < 50; pack++) index.AddPack(Sample.Pack(pack), Sample.Entries(pack * 50, 50));
        ChunkId[] ids = [.. Enumerable.Range(0, 3000).Select(Sample.Chunk)];
        foreach (var id in ids) _ = index.TryFind(id, out _);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var found = 0;
        foreach (var id in ids) found += index.TryFind(id, out _) ? 1 : 0;
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(2500, found);
    }

    [Fact]
    public void Open_FolderInUse_IsRefused()
    {
        using var index = ChunkIndex.Open(folder.Path);
        Assert.ThrowsAny<IOException>(() => ChunkIndex.Open(folder.Path));
    }

    [Fact]
    public void TryFind_AfterDispose_Throws()
    {
        var index = ChunkIndex.Open(folder.Path);
        index.Dispose();
        Assert.Throws<ObjectDisposedException>(() => index.TryFind(Sample.Chunk(1), out _));
    }
}
