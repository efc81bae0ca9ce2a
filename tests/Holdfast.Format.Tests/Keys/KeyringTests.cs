using FsCheck;
using FsCheck.Xunit;
using Holdfast.Format.Keys;
using Holdfast.Testing.Keys;

namespace Holdfast.Format.Tests.Keys;

public sealed class KeyringTests
{
    private readonly Keyring keyring = Keyring.Create(new SeededRandomness(1));

    [Property(MaxTest = 50)]
    public void Decode_OfEncode_ReturnsTheSameKeys(NonEmptyArray<uint> epochs, int seed)
    {
        var randomness = new SeededRandomness(seed);
        var keys = epochs.Get.Distinct().ToDictionary(epoch => epoch, _ => Key(randomness));
        var many = new Keyring(RepositoryId.Create(randomness), Key(randomness), Key(randomness), keys);
        var decoded = KeyringCodec.Decode(KeyringCodec.Encode(many));
        KeyringAssert.Same(many, decoded);
        Assert.Equal(epochs.Get.Max(), decoded.CurrentEpoch);
    }

    [Fact]
    public void Decode_EveryTruncation_ThrowsMalformed()
    {
        var bytes = KeyringCodec.Encode(keyring);
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<MalformedDataException>(() => KeyringCodec.Decode(bytes.AsSpan(0, length)));
        Assert.Throws<MalformedDataException>(() => KeyringCodec.Decode([.. bytes, 0]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void Decode_WrongNumberOfEpochs_ThrowsMalformed(int count)
    {
        var bytes = KeyringCodec.Encode(keyring);
        BitConverter.TryWriteBytes(bytes.AsSpan(80), count);
        Assert.Throws<MalformedDataException>(() => KeyringCodec.Decode(bytes));
    }

    [Fact]
    public void Decode_EpochTwice_ThrowsMalformed()
    {
        var two = new Keyring(keyring.Repository, keyring.ChunkIdKey, keyring.CutKey, new Dictionary<uint, byte[]> { [1] = new byte[32], [2] = new byte[32] });
        var bytes = KeyringCodec.Encode(two);
        bytes[84 + 36] = 1;
        Assert.Throws<MalformedDataException>(() => KeyringCodec.Decode(bytes));
    }

    [Fact]
    public void CreateSibling_OfAPool_SharesNamesAndCutsButNoSealKey()
    {
        var sibling = keyring.CreateSibling(new SeededRandomness(2));
        Assert.Equal(keyring.ChunkIdKey, sibling.ChunkIdKey);
        Assert.Equal(keyring.CutKey, sibling.CutKey);
        Assert.NotEqual(keyring.Repository, sibling.Repository);
        Assert.NotEqual(keyring.EpochKey(1), sibling.EpochKey(1));
    }

    [Fact]
    public void ToString_TellsNoKey()
    {
        var text = keyring.ToString();
        Assert.Contains(keyring.Repository.ToString(), text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexStringLower(keyring.ChunkIdKey), text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexStringLower(keyring.EpochKey(1)), text, StringComparison.Ordinal);
    }

    [Fact]
    public void TryParse_RepositoryId_TakesLowerCaseHexOnly()
    {
        var id = keyring.Repository;
        Assert.True(RepositoryId.TryParse(id.ToString(), out var parsed));
        Assert.Equal(id, parsed);
        Assert.False(RepositoryId.TryParse(new string('A', 32), out _));
        Assert.False(RepositoryId.TryParse(id.ToString()[1..], out _));
        Assert.False(RepositoryId.TryParse(" " + id.ToString()[1..], out _));
    }

    private static byte[] Key(SeededRandomness randomness)
    {
        var key = new byte[32];
        randomness.Fill(key);
        return key;
    }
}
