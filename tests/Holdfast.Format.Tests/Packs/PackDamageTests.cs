using Holdfast.Format.Keys;
using Holdfast.Format.Packs;
using Holdfast.Testing.Keys;

namespace Holdfast.Format.Tests.Packs;

/// <summary>Nothing of a pack can change without a reader noticing it.</summary>
public sealed class PackDamageTests
{
    private readonly SamplePack pack = SamplePack.Small();

    [Fact]
    public void ReadAll_AnyBitFlipped_ThrowsMalformed()
    {
        var bytes = pack.Bytes.ToArray();
        for (var at = 0; at < bytes.Length; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                bytes[at] ^= (byte)(1 << bit);
                if (Record.Exception(() => SamplePack.ReadAll(pack.Keyring, pack.Id, bytes)) is not MalformedDataException)
                    Assert.Fail($"A flip of bit {bit} of byte {at} went unnoticed.");
                bytes[at] ^= (byte)(1 << bit);
            }
        }
        Assert.Equal(pack.Payloads.Count, pack.ReadAll().Count);
    }

    [Fact]
    public void ReadAll_EveryTruncation_ThrowsMalformed()
    {
        for (var length = 0; length < pack.Bytes.Length; length++)
            Assert.Throws<MalformedDataException>(() => SamplePack.ReadAll(pack.Keyring, pack.Id, pack.Bytes[..length]));
    }

    [Fact]
    public void ReadAll_BytesAppendedOrCutOutOfTheMiddle_ThrowsMalformed()
    {
        Assert.Throws<MalformedDataException>(() => SamplePack.ReadAll(pack.Keyring, pack.Id, [.. pack.Bytes, 0]));
        Assert.Throws<MalformedDataException>(() => SamplePack.ReadAll(pack.Keyring, pack.Id, [.. pack.Bytes, .. pack.Bytes]));
        Assert.Throws<MalformedDataException>(() => SamplePack.ReadAll(pack.Keyring, pack.Id, [.. pack.Bytes[..200], .. pack.Bytes[201..]]));
        Assert.Throws<MalformedDataException>(() => SamplePack.ReadAll(pack.Keyring, pack.Id, new byte[pack.Bytes.Length]));
    }

    [Fact]
    public void ReadAll_RecordsOfOneLengthSwapped_ThrowsMalformed()
    {
        var two = new SamplePack(pack.Keyring, 3, [SamplePack.Text("aaaa"), SamplePack.Text("bbbb")]);
        var (a, b) = (two.Entries[0], two.Entries[1]);
        var bytes = two.Bytes.ToArray();
        two.Bytes.AsSpan((int)a.Offset, a.RecordSize).CopyTo(bytes.AsSpan((int)b.Offset));
        two.Bytes.AsSpan((int)b.Offset, b.RecordSize).CopyTo(bytes.AsSpan((int)a.Offset));
        Assert.Throws<MalformedDataException>(() => SamplePack.ReadAll(two.Keyring, two.Id, bytes));
    }

    [Fact]
    public void ReadAll_RecordOfAnotherPackOfTheRepository_ThrowsMalformed()
    {
        var other = new SamplePack(pack.Keyring, 9, pack.Payloads);
        var bytes = pack.Bytes.ToArray();
        var entry = pack.Entries[0];
        other.Bytes.AsSpan((int)entry.Offset, entry.RecordSize).CopyTo(bytes.AsSpan((int)entry.Offset));
        Assert.Throws<MalformedDataException>(() => SamplePack.ReadAll(pack.Keyring, pack.Id, bytes));
        // The same with everything behind the header.
        Assert.Throws<MalformedDataException>(() => SamplePack.ReadAll(pack.Keyring, pack.Id, [.. pack.Bytes[..96], .. other.Bytes[96..]]));
    }

    [Fact]
    public void ReadAll_AnotherPackUnderThisName_ThrowsMalformed()
    {
        var other = new SamplePack(pack.Keyring, 9, pack.Payloads);
        Assert.Throws<MalformedDataException>(() => SamplePack.ReadAll(pack.Keyring, pack.Id, other.Bytes));
    }

    [Fact]
    public void ReadAll_PackOfAnotherRepository_ThrowsMalformed()
    {
        var error = Assert.Throws<MalformedDataException>(() => SamplePack.ReadAll(SamplePack.NewKeyring(5), pack.Id, pack.Bytes));
        Assert.Contains("another repository", error.Message, StringComparison.Ordinal);
    }

    /// <summary>The commitment in the header refuses a wrong key before anything is decrypted.</summary>
    [Fact]
    public void Open_OtherKeyOfTheSameRepository_ThrowsMalformed()
    {
        var impostor = new Keyring(pack.Keyring.Repository, pack.Keyring.ChunkIdKey, pack.Keyring.CutKey, new Dictionary<uint, byte[]> { [1] = new byte[32] });
        Assert.Throws<MalformedDataException>(() => PackKey.Open(impostor, pack.Id, pack.Bytes));
        var later = new Keyring(pack.Keyring.Repository, pack.Keyring.ChunkIdKey, pack.Keyring.CutKey, new Dictionary<uint, byte[]> { [2] = pack.Keyring.EpochKey(1) });
        Assert.Throws<MalformedDataException>(() => PackKey.Open(later, pack.Id, pack.Bytes));
    }

    /// <summary>A keyring that has moved on to a new epoch still opens the packs of the old one.</summary>
    [Fact]
    public void ReadAll_PackOfAnEarlierEpoch_IsRead()
    {
        var later = new Keyring(
            pack.Keyring.Repository, pack.Keyring.ChunkIdKey, pack.Keyring.CutKey, new Dictionary<uint, byte[]> { [1] = pack.Keyring.EpochKey(1), [2] = new byte[32] });
        Assert.Equal(pack.Payloads.Count, SamplePack.ReadAll(later, pack.Id, pack.Bytes).Count);
        Assert.Equal(2u, PackKey.Create(later, new SeededRandomness(1)).Epoch);
    }

    [Fact]
    public void Open_RecordUnderAnotherSlot_ThrowsMalformed()
    {
        using var sealer = new RecordSealer(pack.Key);
        var entry = pack.Entries[0];
        var record = pack.Bytes.AsSpan((int)entry.Offset, entry.RecordSize).ToArray();
        Assert.Throws<MalformedDataException>(() => sealer.Open(1, record, new byte[entry.StoredLength]));
        Assert.Throws<MalformedDataException>(() => sealer.OpenHeader(1, record));
    }

    /// <summary>Only a faulty writer or a stolen key makes such a footer: still refused.</summary>
    [Theory]
    [InlineData(-1)]
    [InlineData(22)]
    [InlineData(int.MaxValue)]
    public void Open_FooterWithAnImpossibleCount_ThrowsMalformed(int count)
    {
        using var sealer = new RecordSealer(pack.Key);
        var plain = new byte[1024];
        BitConverter.TryWriteBytes(plain, count);
        Assert.Throws<MalformedDataException>(() => PackFooter.Open(sealer, Seal(sealer, plain, 500), 500));
    }

    [Theory]
    [InlineData(95u)]
    [InlineData(5000u)]
    [InlineData(uint.MaxValue)]
    public void Open_FooterThatListsARecordOutsideThePack_ThrowsMalformed(uint offset)
    {
        using var sealer = new RecordSealer(pack.Key);
        var entry = pack.Entries[0] with { Offset = offset };
        var tail = PackFooter.Seal(sealer, [entry], 500, 1, new SeededRandomness(1));
        Assert.Throws<MalformedDataException>(() => PackFooter.Open(sealer, tail.AsSpan(0, tail.Length - PackLayout.TrailerSize), 500));
    }

    private static byte[] Seal(RecordSealer sealer, byte[] plain, uint offset)
    {
        var footer = new byte[plain.Length + PackLayout.TagSize];
        sealer.SealFooter(plain, footer, offset);
        return footer;
    }
}
