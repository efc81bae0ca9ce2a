using Holdfast.Format.Keys;
using Holdfast.Testing.Keys;

namespace Holdfast.Format.Tests.Keys;

public sealed class KeySlotTests
{
    private const string Passphrase = "correct horse battery staple";

    /// <summary>The least that is allowed: these tests are not about the cost of guessing.</summary>
    private static readonly PassphraseKdf Cheap = new(PassphraseKdf.Argon2id, 8 * 1024, 1);
    private static readonly PassphraseKdf CheapFips = new(PassphraseKdf.Pbkdf2Sha512, 0, 100_000);
    private readonly Keyring keyring = Keyring.Create(new SeededRandomness(1));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Unwrap_RightPassphrase_ReturnsTheKeyring(bool fips)
    {
        var slot = KeySlot.Wrap(keyring, Passphrase, fips ? CheapFips : Cheap, new SeededRandomness(2));
        KeyringAssert.Same(keyring, KeySlot.Unwrap(slot, Passphrase));
    }

    [Theory]
    [InlineData("correct horse battery staplf")]
    [InlineData("Correct horse battery staple")]
    [InlineData("correct horse battery staple ")]
    [InlineData("short")]
    [InlineData("")]
    public void Unwrap_WrongPassphrase_ReturnsNull(string passphrase)
    {
        var slot = KeySlot.Wrap(keyring, Passphrase, Cheap, new SeededRandomness(2));
        Assert.Null(KeySlot.Unwrap(slot, passphrase));
    }

    /// <summary>Squeezed into ASCII, these two would be one.</summary>
    [Fact]
    public void Unwrap_PassphraseThatIsNotAscii_DoesNotStandForAnother()
    {
        var slot = KeySlot.Wrap(keyring, "a passphrase with ?", Cheap, new SeededRandomness(2));
        Assert.Null(KeySlot.Unwrap(slot, "a passphrase with \u00e9"));
    }

    [Fact]
    public void Wrap_SameKeyringTwice_SharesNoBytes()
    {
        var randomness = new SeededRandomness(2);
        var (a, b) = (KeySlot.Wrap(keyring, Passphrase, Cheap, randomness), KeySlot.Wrap(keyring, Passphrase, Cheap, randomness));
        Assert.False(a.AsSpan(20, 16).SequenceEqual(b.AsSpan(20, 16)));
        Assert.False(a.AsSpan(68, 16).SequenceEqual(b.AsSpan(68, 16)));
    }

    /// <summary>A changed salt or commitment looks like a wrong passphrase; everything else is damage. Nothing is believed.</summary>
    [Fact]
    public void Unwrap_AnyByteChanged_NeverReturnsAKeyring()
    {
        var slot = KeySlot.Wrap(keyring, Passphrase, Cheap, new SeededRandomness(2));
        // Bytes 12-19 are the parameters, whose changes cost what they say: see the test of their bounds.
        foreach (var at in Enumerable.Range(0, slot.Length).Where(at => at is < 12 or >= 20))
        {
            var changed = slot.ToArray();
            changed[at] ^= 0x10;
            Keyring? answer = null;
            var error = Record.Exception(() => answer = KeySlot.Unwrap(changed, Passphrase));
            Assert.True(error is null or MalformedDataException, $"byte {at}: {error}");
            Assert.Null(answer);
            if (at >= 68) Assert.IsType<MalformedDataException>(error);
        }
    }

    [Fact]
    public void Unwrap_ParametersWithinBoundsButChanged_DoesNotOpen()
    {
        var slot = KeySlot.Wrap(keyring, Passphrase, Cheap, new SeededRandomness(2));
        slot[16] = 2; // passes
        Assert.Null(KeySlot.Unwrap(slot, Passphrase));
    }

    [Fact]
    public void Unwrap_EveryTruncation_NeverReturnsAKeyring()
    {
        var slot = KeySlot.Wrap(keyring, Passphrase, Cheap, new SeededRandomness(2));
        for (var length = 0; length < slot.Length; length++)
            Assert.Throws<MalformedDataException>(() => KeySlot.Unwrap(slot.AsSpan(0, length), Passphrase));
    }

    /// <summary>A hostile slot must not cost gigabytes or hours: it is refused before it is run.</summary>
    [Theory]
    [InlineData(1, 64u * 1024 * 1024, 3u)]
    [InlineData(1, uint.MaxValue, 1u)]
    [InlineData(1, (1024 * 1024) + 1, 1u)]
    [InlineData(1, (8 * 1024) - 1, 1u)]
    [InlineData(1, 64 * 1024, 0u)]
    [InlineData(1, 64 * 1024, 17u)]
    [InlineData(1, 64 * 1024, uint.MaxValue)]
    [InlineData(2, 0, 99_999u)]
    [InlineData(2, 0, 20_000_001u)]
    [InlineData(2, 1, 600_000u)]
    [InlineData(0, 64 * 1024, 3u)]
    [InlineData(3, 64 * 1024, 3u)]
    public void Unwrap_HostileParameters_ThrowsAtOnce(byte algorithm, uint memoryKiB, uint passes)
    {
        var slot = KeySlot.Wrap(keyring, Passphrase, Cheap, new SeededRandomness(2));
        slot[10] = algorithm;
        BitConverter.TryWriteBytes(slot.AsSpan(12), memoryKiB);
        BitConverter.TryWriteBytes(slot.AsSpan(16), passes);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.Throws<MalformedDataException>(() => KeySlot.Unwrap(slot, Passphrase));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20)); // years, if it did what it is told
    }

    [Theory]
    [InlineData("fifteen letters")]
    [InlineData("sixteen letters\u00e9")]
    [InlineData("sixteen letters\n")]
    public void Wrap_PassphraseAgainstTheRule_Throws(string passphrase) =>
        Assert.Throws<ArgumentException>(() => KeySlot.Wrap(keyring, passphrase, Cheap, new SeededRandomness(2)));

    [Fact]
    public void Default_IsTheMemoryConstrainedChoiceOfRfc9106() =>
        Assert.Equal(new PassphraseKdf(PassphraseKdf.Argon2id, 65_536, 3), PassphraseKdf.Default);
}
