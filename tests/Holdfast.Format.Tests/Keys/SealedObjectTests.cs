using FsCheck.Xunit;
using Holdfast.Format.Keys;
using Holdfast.Testing.Keys;

namespace Holdfast.Format.Tests.Keys;

public sealed class SealedObjectTests
{
    private const string Name = "points/5d/0a1b";
    private readonly Keyring keyring = Keyring.Create(new SeededRandomness(1));
    private readonly SeededRandomness randomness = new(2);

    [Property(MaxTest = 60)]
    public void Open_OfSeal_ReturnsTheSameBytes(byte[] plain) =>
        Assert.Equal(plain, SealedObject.Open(keyring, Name, SealedObject.Seal(keyring, Name, plain, randomness)));

    [Fact]
    public void Open_AnyBitFlipped_ThrowsMalformed()
    {
        var bytes = Seal();
        for (var at = 0; at < bytes.Length; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                bytes[at] ^= (byte)(1 << bit);
                Assert.Throws<MalformedDataException>(() => SealedObject.Open(keyring, Name, bytes));
                bytes[at] ^= (byte)(1 << bit);
            }
        }
        Assert.NotEmpty(SealedObject.Open(keyring, Name, bytes));
    }

    [Fact]
    public void Open_EveryTruncation_ThrowsMalformed()
    {
        var bytes = Seal();
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<MalformedDataException>(() => SealedObject.Open(keyring, Name, bytes.AsSpan(0, length)));
        Assert.Throws<MalformedDataException>(() => SealedObject.Open(keyring, Name, [.. bytes, 0]));
    }

    /// <summary>Who can move files in the pool cannot pass one point off as another.</summary>
    [Theory]
    [InlineData("points/5d/0a1c")]
    [InlineData("points/5d/0a1")]
    [InlineData("points/5d/0a1bb")]
    [InlineData("")]
    public void Open_UnderAnotherName_ThrowsMalformed(string name) => Assert.Throws<MalformedDataException>(() => SealedObject.Open(keyring, name, Seal()));

    [Fact]
    public void Open_OtherRepositoryOrKey_ThrowsMalformed()
    {
        Assert.Throws<MalformedDataException>(() => SealedObject.Open(keyring.CreateSibling(randomness), Name, Seal()));
        var impostor = new Keyring(keyring.Repository, keyring.ChunkIdKey, keyring.CutKey, new Dictionary<uint, byte[]> { [1] = new byte[32] });
        Assert.Throws<MalformedDataException>(() => SealedObject.Open(impostor, Name, Seal()));
    }

    [Fact]
    public void Seal_SameObjectTwice_SharesNoCiphertext() => Assert.False(Seal().AsSpan(96, 16).SequenceEqual(Seal().AsSpan(96, 16)));

    [Fact]
    public void Seal_LongerThanAReaderAccepts_Throws() =>
        Assert.Throws<ArgumentException>(() => SealedObject.Seal(keyring, Name, new byte[64 << 20], randomness));

    private byte[] Seal() => SealedObject.Seal(keyring, Name, "a recovery point, more or less"u8, randomness);
}
