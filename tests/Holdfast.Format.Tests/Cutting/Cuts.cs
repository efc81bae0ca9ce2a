using Holdfast.Format.Chunks.Cutting;

namespace Holdfast.Format.Tests.Cutting;

internal static class Cuts
{
    public static readonly byte[] Key = RandomBytes(1, 32);

    /// <summary>Small enough that a short input has many chunks.</summary>
    public static readonly CutSizes Small = new(1 << 10, 8 << 10, 64 << 10);

    public static byte[] RandomBytes(int seed, int length)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Chunk lengths with all data at hand.</summary>
    public static List<int> Of(Cutter cutter, ReadOnlySpan<byte> data)
    {
        var lengths = new List<int>();
        while (!data.IsEmpty)
        {
            var length = cutter.Next(data, isLast: true);
            Assert.InRange(length, 1, data.Length);
            lengths.Add(length);
            data = data[length..];
        }
        return lengths;
    }

    /// <summary>The contents of the chunks.</summary>
    public static List<string> Contents(Cutter cutter, byte[] data)
    {
        var contents = new List<string>();
        var offset = 0;
        foreach (var length in Of(cutter, data))
        {
            contents.Add(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(data.AsSpan(offset, length))));
            offset += length;
        }
        return contents;
    }
}
