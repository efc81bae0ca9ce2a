using FsCheck.Xunit;
using Holdfast.Format.Chunks;
using Holdfast.Format.Compression;

namespace Holdfast.Format.Tests.Compression;

public sealed class ChunkCodecsTests
{
    private static readonly CompressionPolicy Policy = CompressionPolicy.Default;

    public static TheoryData<bool> Implementations => [true, false];

    [Theory]
    [MemberData(nameof(Implementations))]
    public void Decode_OfEncode_ReturnsTheSameBytes(bool managed)
    {
        using var codecs = Codecs(managed);
        foreach (var plain in Samples())
        {
            var (codec, payload) = Encode(codecs, plain);
            Assert.InRange(payload.Length, 0, plain.Length);
            Assert.Equal(plain, Decode(codecs, codec, payload, plain.Length));
        }
    }

    /// <summary>What one implementation wrote, the other reads.</summary>
    [Theory]
    [MemberData(nameof(Implementations))]
    public void Decode_WrittenByTheOtherImplementation_ReturnsTheSameBytes(bool managedWrites)
    {
        using var writer = Codecs(managedWrites);
        using var reader = Codecs(!managedWrites);
        foreach (var plain in Samples())
        {
            var (codec, payload) = Encode(writer, plain);
            Assert.Equal(plain, Decode(reader, codec, payload, plain.Length));
        }
    }

    [Property(MaxTest = 100)]
    public void Decode_OfEncode_AnyBytes_ReturnsThem(byte[] seed, byte repeats)
    {
        using var codecs = new ChunkCodecs();
        byte[] plain = [.. Enumerable.Repeat(seed, repeats).SelectMany(part => part)];
        var (codec, payload) = Encode(codecs, plain);
        Assert.Equal(plain, Decode(codecs, codec, payload, plain.Length));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(5_000)]
    [InlineData(1_000_000)]
    public void Encode_NoiseOfAnyLength_IsStored(int length)
    {
        using var codecs = new ChunkCodecs();
        var (codec, payload) = Encode(codecs, Noise(length, 1));
        Assert.Equal((ChunkCodec.Stored, length), (codec, payload.Length));
    }

    [Fact]
    public void Encode_Text_IsCompressed()
    {
        using var codecs = new ChunkCodecs();
        var plain = Text(1 << 20);
        var (codec, payload) = Encode(codecs, plain);
        Assert.Equal(ChunkCodec.Zstd, codec);
        Assert.InRange(payload.Length, 1, plain.Length / 2);
    }

    /// <summary>Where nothing repeats but letters are unequal, literals alone are coded, by both implementations alike.</summary>
    [Theory]
    [MemberData(nameof(Implementations))]
    public void Encode_LettersWithoutRepetition_SavesWhatTheirFrequencyAllows(bool managed)
    {
        using var codecs = Codecs(managed);
        var random = new Random(5);
        byte[] plain = [.. Enumerable.Range(0, 1 << 20).Select(_ => (byte)"etaoinshrdlu etaoin eta "[random.Next(24)])];
        var (codec, payload) = Encode(codecs, plain);
        Assert.Equal(ChunkCodec.Zstd, codec);
        // Entropy of these letters: 3.54 bits of 8.
        Assert.InRange(payload.Length, plain.Length * 44 / 100, plain.Length * 46 / 100);
        Assert.Equal(plain, Decode(codecs, codec, payload, plain.Length));
    }

    /// <summary>What repeats over a distance that a probe of literals does not see is matched all the same.</summary>
    [Fact]
    public void Encode_RepetitionsOfNoisyLines_AreMatched()
    {
        using var codecs = new ChunkCodecs();
        var line = Noise(2000, 6).Select(value => (byte)(value & 63)).ToArray();
        byte[] plain = [.. Enumerable.Repeat(line, 500).SelectMany(part => part)];
        var (codec, payload) = Encode(codecs, plain);
        Assert.Equal(ChunkCodec.Zstd, codec);
        Assert.InRange(payload.Length, 1, plain.Length / 50);
    }

    /// <summary>A frame that holds more than its record promises fills no memory: the buffer is of the promised length.</summary>
    [Theory]
    [MemberData(nameof(Implementations))]
    public void Decode_FrameLongerThanPromised_ThrowsMalformed(bool managed)
    {
        using var codecs = Codecs(managed);
        var (codec, payload) = Encode(codecs, new byte[8 << 20]);
        Assert.Equal(ChunkCodec.Zstd, codec);
        Assert.InRange(payload.Length, 1, 4096);
        foreach (var promised in new[] { 0, 1, 4096, (8 << 20) - 1, (8 << 20) + 1 })
            Assert.Throws<MalformedDataException>(() => Decode(codecs, codec, payload, promised));
    }

    [Theory]
    [MemberData(nameof(Implementations))]
    public void Decode_DamagedFrame_ThrowsMalformedOrReturns(bool managed)
    {
        using var codecs = Codecs(managed);
        var plain = Text(20_000);
        var (_, payload) = Encode(codecs, plain);
        var random = new Random(1);
        for (var i = 0; i < 3000; i++)
        {
            var bytes = payload.ToArray();
            bytes[random.Next(bytes.Length)] ^= (byte)random.Next(1, 256);
            if (i % 3 == 0) bytes = bytes[..random.Next(bytes.Length)];
            if (i % 7 == 0) bytes = Noise(random.Next(200), i);
            // Record.Exception: damage inside a frame may decode to other bytes of the same length, which the chunk's id then refuses.
            Assert.True(Record.Exception(() => Decode(codecs, ChunkCodec.Zstd, bytes, plain.Length)) is null or MalformedDataException);
        }
        Assert.Equal(plain, Decode(codecs, ChunkCodec.Zstd, payload, plain.Length));
    }

    [Fact]
    public void Decode_StoredOfAnotherLengthOrUnknownCodec_ThrowsMalformed()
    {
        using var codecs = new ChunkCodecs();
        Assert.Throws<MalformedDataException>(() => Decode(codecs, ChunkCodec.Stored, new byte[5], 6));
        Assert.Throws<MalformedDataException>(() => Decode(codecs, (ChunkCodec)9, new byte[5], 5));
    }

    private static ChunkCodecs Codecs(bool managed)
    {
        Assert.SkipUnless(managed || NativeZstd.IsPresent, "libzstd.so.1 is not on this machine.");
        return new ChunkCodecs(managed);
    }

    private static (ChunkCodec Codec, byte[] Payload) Encode(ChunkCodecs codecs, byte[] plain)
    {
        var scratch = new byte[plain.Length];
        var codec = codecs.Encode(plain, scratch, Policy, out var length);
        return (codec, codec == ChunkCodec.Stored ? plain : scratch[..length]);
    }

    private static byte[] Decode(ChunkCodecs codecs, ChunkCodec codec, byte[] payload, int length)
    {
        var plain = new byte[length];
        codecs.Decode(codec, payload, plain);
        return plain;
    }

    private static IEnumerable<byte[]> Samples() =>
        [[], [1], new byte[31], new byte[32], new byte[100_000], Text(50), Text(130_000), Text(1 << 20), Noise(200_000, 2), [.. Noise(300_000, 3), .. Text(300_000)]];

    private static byte[] Text(int length)
    {
        var random = new Random(4);
        string[] words = ["backup", "of", "the", "quick", "brown", "server", "over", "lazy", "disks", "and", "vaults"];
        var text = new System.Text.StringBuilder(length + 10);
        while (text.Length < length) text.Append(words[random.Next(words.Length)]).Append(' ').Append(random.Next(100));
        return System.Text.Encoding.ASCII.GetBytes(text.ToString(0, length));
    }

    private static byte[] Noise(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
