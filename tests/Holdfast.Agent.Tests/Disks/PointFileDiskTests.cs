using Holdfast.Agent.Disks;
using Holdfast.Format.Chunks;
using Holdfast.Format.Compression;
using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;
using Holdfast.Testing.Chunks;
using Holdfast.Workloads.Disks;

namespace Holdfast.Agent.Tests.Disks;

public sealed class PointFileDiskTests
{
    private readonly MemoryChunks chunks = new();

    [Theory]
    [InlineData(500)]
    [InlineData(20_000)] // extents in lists of their own
    public void Read_AnyRange_IsThatOfTheModel(int extents)
    {
        var (file, model) = Make(extents, seed: extents);
        Assert.Equal(extents > 1024, file.ExtentLists is not null);
        using var disk = new PointFileDisk(chunks, file, cacheBytes: 1 << 20);
        Assert.Equal(model.Length, disk.Length);
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var offset = random.Next(model.Length);
            var buffer = new byte[random.Next(Math.Min(50_000, model.Length - offset) + 1)];
            disk.Read(offset, buffer);
            Assert.True(buffer.AsSpan().SequenceEqual(model.AsSpan(offset, buffer.Length)), $"{buffer.Length} bytes from byte {offset} differ.");
        }
    }

    [Fact]
    public async Task Read_SeveralThreads_EachGetsItsBytes_AndAChunkIsReadOnce()
    {
        var (file, model) = Make(2000, seed: 3);
        using var disk = new PointFileDisk(chunks, file);
        chunks.ForgetReads();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            var buffer = new byte[30_000];
            for (var offset = 0; offset + buffer.Length <= model.Length; offset += buffer.Length)
            {
                disk.Read(offset, buffer);
                Assert.True(buffer.AsSpan().SequenceEqual(model.AsSpan(offset, buffer.Length)));
            }
        }, TestContext.Current.CancellationToken)));
        var content = chunks.Reads.Where(id => !file.ExtentLists!.Contains(id)).ToList();
        Assert.Equal(content.Distinct().Count(), content.Count);
    }

    [Fact]
    public void Data_AnyRange_CoversWhatIsNotZero_AndReadsNoContent()
    {
        var (file, model) = Make(3000, seed: 5);
        using var disk = new PointFileDisk(chunks, file);
        chunks.ForgetReads();
        var random = new Random(11);
        for (var i = 0; i < 100; i++)
        {
            var offset = random.Next(model.Length);
            var range = new ByteRange(offset, random.Next(model.Length - offset + 1));
            var at = range.Offset;
            foreach (var data in disk.Data(range))
            {
                Assert.True(data.Offset >= at && data.Length > 0 && data.End <= range.End);
                Assert.False(model.AsSpan((int)at, (int)(data.Offset - at)).ContainsAnyExcept((byte)0));
                at = data.End;
            }
            Assert.False(model.AsSpan((int)at, (int)(range.End - at)).ContainsAnyExcept((byte)0));
        }
        Assert.Equal([new ByteRange(0, model.Length)], new PointFileDisk(chunks, Plain(model)).Data(new ByteRange(0, model.Length)));
        Assert.DoesNotContain(chunks.Reads, id => !file.ExtentLists!.Contains(id));
    }

    [Fact]
    public void Read_JumpToTheEnd_ReadsEachListOnceForGood()
    {
        var (file, model) = Make(60_000, seed: 9);
        var lists = file.ExtentLists!;
        Assert.True(lists.Count >= 7);
        using var disk = new PointFileDisk(chunks, file);
        chunks.ForgetReads();
        disk.Read(model.Length - 100, new byte[100]);
        Assert.Equal(lists, chunks.Reads.Where(lists.Contains));
        chunks.ForgetReads();
        disk.Read(model.Length - 50_000, new byte[100]);
        Assert.DoesNotContain(chunks.Reads, lists.Contains);
    }

    [Fact]
    public void Read_ChunkLost_IsAnErrorOfThatRangeOnly_AndTriedAgainLater()
    {
        var content = Bytes(640 << 10, 4);
        var file = Plain(content);
        var lost = file.Extents![3].Chunk;
        var kept = chunks.Read(lost);
        Assert.True(chunks.Lose(lost));
        using var disk = new PointFileDisk(chunks, file);
        Assert.IsType<ChunkUnavailableException>(Assert.Throws<IOException>(() => disk.Read(3 * (64 << 10) + 100, new byte[10])).InnerException);
        Assert.Throws<IOException>(() => disk.Read(0, new byte[content.Length]));
        var other = new byte[100];
        disk.Read(4 * (64 << 10), other);
        Assert.Equal(content.AsSpan(4 * (64 << 10), 100).ToArray(), other);
        chunks.Replace(lost, kept);
        var whole = new byte[content.Length];
        disk.Read(0, whole);
        Assert.True(content.AsSpan().SequenceEqual(whole));
    }

    [Fact]
    public void Read_ChunkShorterThanItsExtent_IsAnError()
    {
        var file = Plain(Bytes(64 << 10, 4));
        chunks.Replace(file.Extents![0].Chunk, new byte[100]);
        using var disk = new PointFileDisk(chunks, file);
        Assert.Throws<IOException>(() => disk.Read(0, new byte[200]));
    }

    [Fact]
    public void Read_ExtentsShorterThanTheFile_IsAnError()
    {
        var file = Plain(Bytes(64 << 10, 4));
        file.Size += 10;
        using var disk = new PointFileDisk(chunks, file);
        Assert.Throws<IOException>(() => disk.Read((64 << 10) - 5, new byte[10]));
        Assert.Throws<IOException>(() => disk.Data(new ByteRange(0, disk.Length)).Count());
    }

    [Fact]
    public void Read_BeyondTheEnd_IsRefused()
    {
        using var disk = new PointFileDisk(chunks, Plain(new byte[1000]));
        Assert.Throws<EndOfStreamException>(() => disk.Read(990, new byte[11]));
        Assert.Throws<EndOfStreamException>(() => disk.Read(long.MaxValue, new byte[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => disk.Read(-1, new byte[1]));
        disk.Read(1000, []);
    }

    [Fact]
    public void Read_OneAfterAnother_DecodesAhead()
    {
        var content = Bytes(8 << 20, 8);
        var disk = new PointFileDisk(chunks, Plain(content));
        chunks.ForgetReads();
        for (var offset = 0; offset < 1 << 20; offset += 64 << 10) disk.Read(offset, new byte[64 << 10]);
        Assert.True(SpinWait.SpinUntil(() => chunks.Reads.Count > 16, TimeSpan.FromSeconds(30)), "Nothing is decoded ahead.");
        disk.Dispose(); // waits for what is under way
        Assert.InRange(chunks.Reads.Count, 17, 128);
        Assert.Equal(chunks.Reads.Distinct().Count(), chunks.Reads.Count);
    }

    [Fact]
    public void Read_HereAndThere_DecodesNothingAhead()
    {
        var content = Bytes(64 << 20, 8);
        var disk = new PointFileDisk(chunks, Plain(content));
        chunks.ForgetReads();
        foreach (var place in (int[])[900, 100, 700, 300, 500, 0, 800, 200]) disk.Read(place << 16, new byte[512]);
        disk.Dispose();
        Assert.Equal(8, chunks.Reads.Count);
    }

    private (Item File, byte[] Model) Make(int extents, int seed)
    {
        var random = new Random(seed);
        using var writer = Writer();
        var gathered = new GatheredExtents();
        var model = new MemoryStream();
        var known = new List<(ChunkId Id, byte[] Plain)>();
        for (var i = 0; i < extents; i++)
        {
            if (random.Next(3) == 0)
            {
                var hole = random.Next(1, 600);
                gathered.Add(Extent.Hole(hole), writer);
                model.Write(new byte[hole]);
                continue;
            }
            if (known.Count < 50 || random.Next(4) > 0)
            {
                var plain = Bytes(random.Next(1, 400), seed + i);
                known.Add((writer.Write(ChunkKind.Content, plain), plain));
            }
            var (id, bytes) = known[random.Next(2) == 0 ? ^1 : random.Next(known.Count)];
            var from = random.Next(bytes.Length);
            var length = random.Next(bytes.Length - from + 1);
            gathered.Add(Extent.Data(id, (uint)from, (uint)length), writer);
            model.Write(bytes, from, length);
        }
        var file = File();
        gathered.Settle(file, writer);
        return (file, model.ToArray());
    }

    private Item Plain(byte[] content)
    {
        using var writer = Writer();
        var file = File();
        file.Size = content.Length;
        file.Extents = [.. content.Chunk(64 << 10).Select(piece => Extent.Data(writer.Write(ChunkKind.Content, piece), 0, (uint)piece.Length))];
        return file;
    }

    private ChunkWriter Writer() => new(chunks, new byte[32], CompressionPolicy.Default with { Compress = false });

    private static Item File() => new() { Parent = [], Name = "disk"u8.ToArray(), Kind = ItemKind.File };

    private static byte[] Bytes(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
