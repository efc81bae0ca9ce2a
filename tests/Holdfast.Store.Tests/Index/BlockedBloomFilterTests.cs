using Holdfast.Store.Index;

namespace Holdfast.Store.Tests.Index;

public sealed class BlockedBloomFilterTests
{
    [Fact]
    public void MayContain_TenBitsAnEntry_NeverMissesAndSeldomErrs()
    {
        const int entries = 60_000;
        var filter = new BlockedBloomFilter(entries);
        for (var i = 0; i < entries; i++) filter.Add(BlockedBloomFilter.Hash(Sample.Chunk(i)));

        for (var i = 0; i < entries; i++) Assert.True(filter.MayContain(BlockedBloomFilter.Hash(Sample.Chunk(i))));
        var wrong = Enumerable.Range(entries, entries).Count(i => filter.MayContain(BlockedBloomFilter.Hash(Sample.Chunk(i))));
        Assert.InRange(wrong / (double)entries, 0, 0.02);
    }

    [Fact]
    public void MayContain_IdsThatDifferInOneWordOnly_StillSpreads()
    {
        const int entries = 20_000;
        var filter = new BlockedBloomFilter(entries);
        for (var i = 0UL; i < entries; i++) filter.Add(BlockedBloomFilter.Hash(7, i));
        var wrong = Enumerable.Range(entries, entries).Count(i => filter.MayContain(BlockedBloomFilter.Hash(7, (ulong)i)));
        Assert.InRange(wrong / (double)entries, 0, 0.03);
    }
}
