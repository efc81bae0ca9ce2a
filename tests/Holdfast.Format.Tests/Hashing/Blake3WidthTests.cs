using Holdfast.Format.Hashing;

namespace Holdfast.Format.Tests.Hashing;

/// <summary>All widths are one function: what the narrowest gives, all give.</summary>
public sealed class Blake3WidthTests
{
    private static readonly Blake3Width[] VectorWidths = [Blake3Width.Vector128, Blake3Width.Vector256, Blake3Width.Vector512];

    [Fact]
    public void Hash_EveryLengthTo5000_AgreesWithScalar()
    {
        var input = RandomInput(5000);
        for (var length = 0; length <= input.Length; length++) AssertAgree(input.AsSpan(0, length));
    }

    [Fact]
    public void Hash_EveryNumberOfChunks_AgreesWithScalar()
    {
        var input = RandomInput(140 * 1024);
        for (var length = 1024; length <= input.Length; length += 1024) AssertAgree(input.AsSpan(0, length));
        for (var length = 1; length <= input.Length; length += 3 * 1023) AssertAgree(input.AsSpan(0, length));
    }

    [Fact]
    public void Hash_UnalignedLargeInput_AgreesWithScalar()
    {
        var input = RandomInput(1_000_017);
        for (var offset = 0; offset < 5; offset++) AssertAgree(input.AsSpan(offset * 7));
    }

    private static void AssertAgree(ReadOnlySpan<byte> input)
    {
        var expected = Blake3Vectors.Hex(Blake3Mode.Plain(Blake3Width.Scalar), input, Blake3.Size);
        foreach (var width in VectorWidths)
            Assert.Equal(expected, Blake3Vectors.Hex(Blake3Mode.Plain(width), input, Blake3.Size));
    }

    private static byte[] RandomInput(int length)
    {
        var input = new byte[length];
        new Random(length).NextBytes(input);
        return input;
    }
}
