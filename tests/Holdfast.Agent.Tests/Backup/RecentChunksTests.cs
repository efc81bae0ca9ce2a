using Holdfast.Agent.Backup;
using Holdfast.Format.Chunks;
using Holdfast.Format.Hashing;
using Holdfast.Testing.Chunks;

namespace Holdfast.Agent.Tests.Backup;

public sealed class RecentChunksTests
{
    private readonly MemoryChunks source = new();
    private readonly RecentChunks recent;

    public RecentChunksTests() => recent = new RecentChunks(source);

    [Fact]
    public void Read_FourByTurns_ReadsEachOnce()
    {
        for (byte i = 1; i <= 4; i++) source.Replace(Id(i), [i, i]);
        for (var round = 0; round < 3; round++)
            for (byte i = 1; i <= 4; i++) Assert.Equal([i, i], recent.Read(Id(i)).ToArray());
        Assert.Equal(4, source.Reads.Count);
    }

    [Fact]
    public void Read_AFifth_ReplacesTheOneUsedLongestAgo()
    {
        for (byte i = 1; i <= 5; i++) source.Replace(Id(i), [i]);
        foreach (byte i in new byte[] { 1, 2, 3, 4, 1, 5, 1, 2 }) Assert.Equal([i], recent.Read(Id(i)).ToArray());
        Assert.Equal([Id(1), Id(2), Id(3), Id(4), Id(5), Id(2)], source.Reads);
    }

    [Fact]
    public void Read_LostChunk_ThrowsEachTimeAndLeavesTheOthers()
    {
        source.Replace(Id(1), [1]);
        Assert.Equal([1], recent.Read(Id(1)).ToArray());
        for (var i = 0; i < 5; i++) Assert.Throws<ChunkUnavailableException>(() => _ = recent.Read(Id(2)).Length);
        Assert.Equal([1], recent.Read(Id(1)).ToArray());
    }

    private static ChunkId Id(byte number)
    {
        var bytes = new byte[Bytes32.Size];
        bytes[7] = number;
        return ChunkId.Read(bytes);
    }
}
