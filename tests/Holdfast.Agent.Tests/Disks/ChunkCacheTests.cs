using Holdfast.Agent.Disks;
using Holdfast.Format.Chunks;
using Holdfast.Format.Compression;
using Holdfast.Testing.Chunks;

namespace Holdfast.Agent.Tests.Disks;

public sealed class ChunkCacheTests
{
    private const int Length = 64 << 10;
    private readonly MemoryChunks chunks = new();

    [Fact]
    public void Take_MoreThanItHolds_ForgetsWhatWasUsedFirst()
    {
        var ids = Write(20);
        using var cache = new ChunkCache(chunks, capacity: 4 * Length);
        foreach (var id in ids) Use(cache, id);
        Assert.InRange(cache.Size, 1, 4 * Length);
        chunks.ForgetReads();
        Use(cache, ids[^1], ids[^2]);
        Assert.Empty(chunks.Reads);
        Use(cache, ids[0]);
        Assert.Equal([ids[0]], chunks.Reads);
    }

    [Fact]
    public void Take_WhatIsInUse_IsNotForgotten()
    {
        var ids = Write(8);
        using var cache = new ChunkCache(chunks, capacity: Length);
        using var held = cache.Take([ids[0]]);
        held.Load();
        var before = held.Of(ids[0]).ToArray();
        for (var i = 1; i < 8; i++) Use(cache, ids[i]);
        Assert.Equal(before, held.Of(ids[0]).ToArray());
    }

    [Fact]
    public void Prefetch_ChunkThatIsLost_HarmsNobodyWhoReadsTheOthers()
    {
        var ids = Write(6);
        chunks.Lose(ids[2]);
        using var cache = new ChunkCache(chunks, capacity: 64 * Length);
        cache.Prefetch(ids);
        foreach (var id in ids.Where(id => id != ids[2])) Use(cache, id);
        Assert.Throws<ChunkUnavailableException>(() => Use(cache, ids[2]));
    }

    [Fact]
    public void Prefetch_WithoutEnd_IsBounded()
    {
        var ids = Write(200);
        using var cache = new ChunkCache(chunks, capacity: 8 * Length);
        for (var i = 0; i < 1000; i++) cache.Prefetch([ids[i % 200]]);
        Use(cache, ids[100]);
        cache.Dispose();
        Assert.Equal(0, cache.Size);
        Assert.Throws<ObjectDisposedException>(() => cache.Take([ids[0]]));
    }

    [Fact]
    public void Take_GivenUpBeforeItIsLoaded_DoesNotKeepOthersWaiting()
    {
        var ids = Write(1);
        using var cache = new ChunkCache(chunks, capacity: 8 * Length);
        var first = cache.Take(ids);
        using var second = cache.Take(ids);
        first.Dispose();
        Assert.Throws<OperationCanceledException>(second.Load);
        Use(cache, ids[0]);
    }

    private static void Use(ChunkCache cache, params ChunkId[] ids)
    {
        using var held = cache.Take(ids);
        held.Load();
        foreach (var id in ids) Assert.Equal(Length, held.Of(id).Length);
    }

    private List<ChunkId> Write(int count)
    {
        using var writer = new ChunkWriter(chunks, new byte[32], CompressionPolicy.Default with { Compress = false });
        return [.. Enumerable.Range(1, count).Select(seed =>
        {
            var bytes = new byte[Length];
            new Random(seed).NextBytes(bytes);
            return writer.Write(ChunkKind.Content, bytes);
        })];
    }
}
