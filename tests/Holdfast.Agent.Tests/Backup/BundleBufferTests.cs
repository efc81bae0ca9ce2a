using Holdfast.Agent.Backup;

namespace Holdfast.Agent.Tests.Backup;

public sealed class BundleBufferTests
{
    private const int LargestFile = 128 << 10;
    private readonly BundleBuffer buffer = new(LargestFile);
    private readonly List<byte[]> files = [];

    [Fact]
    public void Drain_TextAmongNoise_GivesAChunkOfEach()
    {
        for (var i = 0; i < 10; i++) Add(i % 2 == 0 ? Text(20_000 + i) : Noise(15_000, i));
        var chunks = Drain();
        Assert.Equal([[0, 2, 4, 6, 8], [1, 3, 5, 7, 9]], chunks);
    }

    [Fact]
    public void Drain_LittleOfOneSort_GivesOneChunk()
    {
        Add(Text(100));
        for (var i = 0; i < 10; i++) Add(Noise(15_000, i));
        Add([]);
        Assert.Equal([0, 11, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], Assert.Single(Drain()));
    }

    [Fact]
    public void Drain_Twice_StartsAfresh()
    {
        Add(Text(50_000));
        Assert.Single(Drain());
        Assert.Empty(Drain());
        files.Clear();
        Add(Noise(50_000, 1));
        Assert.Single(Drain());
    }

    [Fact]
    public void IsFull_FilesUpToTheBrim_AllFit()
    {
        for (var i = 0; !buffer.IsFull; i++) Add(i % 3 == 0 ? Text(LargestFile) : Noise(LargestFile, i));
        Assert.Equal(2, Drain().Count);
        Assert.InRange(files.Sum(file => file.Length), BundleRule.Largest + 1, BundleRule.Largest + LargestFile);
    }

    private void Add(byte[] content)
    {
        content.CopyTo(buffer.Room);
        buffer.Add(new PendingFile(null!, files.Count), content.Length);
        files.Add(content);
    }

    /// <summary>The numbers of the files in each chunk; their bytes stand where they are said to stand, and nothing else is in it.</summary>
    private List<int[]> Drain()
    {
        var chunks = new List<int[]>();
        buffer.Drain((chunk, start, placed) =>
        {
            foreach (var (file, offset, length) in placed) Assert.Equal(files[file.Index], chunk.Slice(offset - start, length).ToArray());
            Assert.Equal(placed.Sum(file => file.Length), chunk.Length);
            chunks.Add([.. placed.Select(file => file.File.Index)]);
        });
        return chunks;
    }

    private static byte[] Text(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)('a' + (i % 13 * i % 11)))];

    private static byte[] Noise(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
