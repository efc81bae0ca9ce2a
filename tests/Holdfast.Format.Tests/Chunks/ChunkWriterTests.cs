using Holdfast.Format.Chunks;
using Holdfast.Format.Compression;
using Holdfast.Format.Hashing;
using Holdfast.Testing.Chunks;

namespace Holdfast.Format.Tests.Chunks;

public sealed class ChunkWriterTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private readonly MemoryChunks chunks = new();

    [Fact]
    public void WriteMany_SeveralChunks_NamesEachByItsKeyedHash()
    {
        using var writer = new ChunkWriter(chunks, Key, CompressionPolicy.Default);
        byte[] plain = [.. "onetwothree"u8];
        var ids = writer.WriteMany(ChunkKind.Content, plain, [3, 3, 5]).ToArray();
        Assert.Equal(
            new[] { "one", "two", "three" }.Select(part => new ChunkId(Blake3.KeyedHash(Key, System.Text.Encoding.ASCII.GetBytes(part)))), ids);
        Assert.Equal("three"u8.ToArray(), chunks.Read(ids[2]));
    }

    [Fact]
    public void Write_KnownChunk_IsNotStoredAgain()
    {
        using var writer = new ChunkWriter(chunks, Key, CompressionPolicy.Default);
        var plain = new byte[100_000];
        var id = writer.Write(ChunkKind.Content, plain);
        Assert.Equal((100_000L, 0L), (writer.BytesNew, writer.BytesKnown));
        Assert.Equal(id, writer.Write(ChunkKind.Content, plain));
        Assert.Equal((100_000L, 100_000L), (writer.BytesNew, writer.BytesKnown));
        Assert.Single(chunks.Stored);
        Assert.InRange(writer.BytesEncoded, 1, 1000);
    }

    /// <summary>Damage counts as unknown: what was lost is brought back under the same name.</summary>
    [Fact]
    public void Write_ChunkThatTheStoreLost_IsStoredAgain()
    {
        using var writer = new ChunkWriter(chunks, Key, CompressionPolicy.Default);
        var id = writer.Write(ChunkKind.Content, "precious"u8);
        chunks.Lose(id);
        Assert.Equal(id, writer.Write(ChunkKind.Content, "precious"u8));
        Assert.True(chunks.Holds(id));
    }

    [Fact]
    public void WriteMany_SameChunkTwiceInOneCall_IsStoredOnce()
    {
        using var writer = new ChunkWriter(chunks, Key, CompressionPolicy.Default);
        var ids = writer.WriteMany(ChunkKind.Content, "abcabc"u8, [3, 3]).ToArray();
        Assert.Equal(ids[0], ids[1]);
        Assert.Single(chunks.Stored);
    }

    [Fact]
    public void WriteMany_MoreChunksThanEverBefore_AnswersForAll()
    {
        using var writer = new ChunkWriter(chunks, Key, CompressionPolicy.Default);
        var plain = new byte[4000];
        new Random(1).NextBytes(plain);
        var ids = writer.WriteMany(ChunkKind.Content, plain, [.. Enumerable.Repeat(4, 1000)]).ToArray();
        for (var i = 0; i < ids.Length; i++) Assert.Equal(plain[(i * 4)..((i * 4) + 4)], chunks.Read(ids[i]));
    }

    [Fact]
    public void Write_ChunkOfEachKind_KeepsTheKind()
    {
        using var writer = new ChunkWriter(chunks, Key, CompressionPolicy.Default);
        foreach (var kind in Enum.GetValues<ChunkKind>())
            Assert.Equal(kind, chunks.KindOf(writer.Write(kind, [(byte)kind])));
    }
}
