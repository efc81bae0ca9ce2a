using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Format.Compression;

namespace Holdfast.Format.Tests.Compression;

public sealed class NoiseTests
{
    [Theory]
    [InlineData(64)]
    [InlineData(300)]
    [InlineData(5_000)]
    [InlineData(128_000)]
    public void IsLikely_RandomBytes_IsNearlyAlwaysTrue(int length)
    {
        var random = new Random(1);
        var bytes = new byte[length];
        var noisy = 0;
        for (var i = 0; i < 200; i++)
        {
            random.NextBytes(bytes);
            if (Noise.IsLikely(bytes)) noisy++;
        }
        Assert.InRange(noisy, 190, 200);
    }

    [Fact]
    public void IsLikely_PackedText_IsTrue()
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize)) brotli.Write(Text(200_000));
        Assert.True(Noise.IsLikely(packed.ToArray()));
    }

    [Fact]
    public void IsLikely_TextCodeAndTables_IsFalse()
    {
        var base64 = Encoding.ASCII.GetBytes(Convert.ToBase64String(SHA512.HashData(Text(10)).Concat(SHA512.HashData(Text(20))).ToArray()));
        byte[][] others = [Text(100), Text(100_000), File.ReadAllBytes(typeof(Noise).Assembly.Location), base64, new byte[5000], [.. Enumerable.Range(0, 40_000).Select(i => (byte)(i % 4 == 0 ? i / 4 % 251 : 0))]];
        Assert.All(others, bytes => Assert.False(Noise.IsLikely(bytes)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    public void IsLikely_FewBytes_IsFalse(int length) => Assert.False(Noise.IsLikely(RandomNumberGenerator.GetBytes(length)));

    private static byte[] Text(int length)
    {
        var random = new Random(2);
        return [.. Enumerable.Range(0, length).Select(_ => (byte)"etaoinshrdlu etaoin eta "[random.Next(24)])];
    }
}
