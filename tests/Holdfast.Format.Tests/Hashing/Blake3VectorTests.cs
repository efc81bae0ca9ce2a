using System.Text;
using Holdfast.Format.Hashing;

namespace Holdfast.Format.Tests.Hashing;

public sealed class Blake3VectorTests
{
    // Length, hash, keyed hash and derived key of a few official vectors, first 32 bytes.
    private static readonly (int Length, string Hash, string Keyed, string Derived)[] Known =
    [
        (0, "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262",
            "92b2b75604ed3c761f9d6f62392c8a9227ad0ea3f09573e783f1498a4ed60d26",
            "2cc39783c223154fea8dfb7c1b1660f2ac2dcbd1c1de8277b0b0dd39b7e50d7d"),
        (1, "2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213",
            "6d7878dfff2f485635d39013278ae14f1454b8c0a3a2d34bc1ab38228a80c95b",
            "b3e2e340a117a499c6cf2398a19ee0d29cca2bb7404c73063382693bf66cb06c"),
        (1024, "42214739f095a406f3fc83deb889744ac00df831c10daa55189b5d121c855af7",
            "75c46f6f3d9eb4f55ecaaee480db732e6c2105546f1e675003687c31719c7ba4",
            "7356cd7720d5b66b6d0697eb3177d9f8d73a4a5c5e968896eb6a689684302706"),
        (4097, "9b4052b38f1c5fc8b1f9ff7ac7b27cd242487b3d890d15c96a1c25b8aa0fb995",
            "00df940cd36bb9fa7cbbc3556744e0dbc8191401afe70520ba292ee3ca80abbc",
            "aca51029626b55fda7117b42a7c211f8c6e9ba4fe5b7a8ca922f34299500ead8"),
        (102400, "bc3e3d41a1146b069abffad3c0d44860cf664390afce4d9661f7902e7943e085",
            "1c35d1a5811083fd7119f5d5d1ba027b4d01c0c6c49fb6ff2cf75393ea5db4a7",
            "4652cff7a3f385a6103b5c260fc1593e13c778dbe608efb092fe7ee69df6e9c6"),
    ];

    public static TheoryData<int> Widths => [.. Enum.GetValues<Blake3Width>().Select(width => (int)width)];

    private static ReadOnlySpan<byte> Key => "whats the Elvish word for friend"u8;

    [Fact]
    public void PublicMethods_KnownVectors_Match()
    {
        var output = new byte[Blake3.Size];
        foreach (var (length, hash, keyed, derived) in Known)
        {
            var input = Blake3Vectors.Input(length);
            Blake3.Hash(input, output);
            Assert.Equal(hash, Convert.ToHexStringLower(output));
            Blake3.KeyedHash(Key, input, output);
            Assert.Equal(keyed, Convert.ToHexStringLower(output));
            Assert.Equal(keyed, Blake3.KeyedHash(Key, input).ToString());
            Blake3.DeriveKey(Blake3Vectors.Context, input, output);
            Assert.Equal(derived, Convert.ToHexStringLower(output));
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Hash_KnownVectors_MatchOnEveryWidth(int lanes)
    {
        var plain = Blake3Mode.Plain((Blake3Width)lanes);
        foreach (var (length, hash, _, _) in Known)
            Assert.Equal(hash, Blake3Vectors.Hex(in plain, Blake3Vectors.Input(length), Blake3.Size));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Hash_OfficialVectors_MatchOnEveryWidth(int lanes)
    {
        Assert.SkipWhen(Blake3Vectors.Official is null, "The official vector file (shared/artefacts/blake3) is not beside the repository.");
        var width = (Blake3Width)lanes;
        var plain = Blake3Mode.Plain(width);
        var keyed = Blake3Mode.Keyed(Key, width);
        var derived = Blake3Mode.DeriveKey(Blake3Vectors.Context, width);

        Assert.NotEmpty(Blake3Vectors.Official);
        foreach (var vector in Blake3Vectors.Official)
        {
            var input = Blake3Vectors.Input(vector.InputLen);
            Assert.Equal(vector.Hash, Blake3Vectors.Hex(in plain, input, vector.Hash.Length / 2));
            Assert.Equal(vector.KeyedHash, Blake3Vectors.Hex(in keyed, input, vector.KeyedHash.Length / 2));
            Assert.Equal(vector.DeriveKey, Blake3Vectors.Hex(in derived, input, vector.DeriveKey.Length / 2));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void KeyedHash_WrongKeyLength_Throws(int length) =>
        Assert.Throws<ArgumentException>(() => Blake3.KeyedHash(new byte[length], "input"u8));
}
