using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Holdfast.Format.Keys;

/// <summary>
/// A keyring wrapped under a passphrase, as it lies in the repository. A changed passphrase writes a new slot and leaves the data alone.
/// Layout: docs/format.md §2.
/// </summary>
public static class KeySlot
{
    private const int HeaderSize = 8 + 2 + 1 + 1 + 4 + 4 + PassphraseKdf.SaltSize + Keyring.KeySize; // 68
    private const int TagSize = 16, LargestSlot = 1 << 20;

    private static ReadOnlySpan<byte> Magic => "HFKEYSLT"u8;

    public static byte[] Wrap(Keyring keyring, string passphrase, PassphraseKdf kdf, IRandomness randomness)
    {
        if (PassphraseRule.Violation(passphrase) is { } violation) throw new ArgumentException(violation, nameof(passphrase));
        var plain = KeyringCodec.Encode(keyring);
        var slot = new byte[HeaderSize + plain.Length + TagSize];
        var header = slot.AsSpan(0, HeaderSize);
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header[8..], 1);
        header[10] = kdf.Algorithm;
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], kdf.MemoryKiB);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], kdf.Passes);
        randomness.Fill(header.Slice(20, PassphraseKdf.SaltSize));
        var (wrapKey, commitment) = Split(kdf.Derive(passphrase, header.Slice(20, PassphraseKdf.SaltSize)));
        commitment.CopyTo(header[36..]);
        using var aes = new AesGcm(wrapKey, TagSize);
        // The wrapping key is used once: its salt is fresh, so the nonce may be zero.
        aes.Encrypt(new byte[12], plain, slot.AsSpan(HeaderSize, plain.Length), slot.AsSpan(HeaderSize + plain.Length), header);
        CryptographicOperations.ZeroMemory(plain);
        return slot;
    }

    /// <returns>Null where the passphrase is wrong.</returns>
    /// <exception cref="MalformedDataException">Not a key slot, or one whose parameters are out of bounds, or a damaged one.</exception>
    public static Keyring? Unwrap(ReadOnlySpan<byte> slot, string passphrase)
    {
        if (slot.Length is < HeaderSize + TagSize or > LargestSlot || !slot.StartsWith(Magic)) throw new MalformedDataException("This is not a key slot.");
        var header = slot[..HeaderSize];
        if (BinaryPrimitives.ReadUInt16LittleEndian(header[8..]) != 1) throw new MalformedDataException("The key slot is of a newer version.");
        var kdf = new PassphraseKdf(header[10], BinaryPrimitives.ReadUInt32LittleEndian(header[12..]), BinaryPrimitives.ReadUInt32LittleEndian(header[16..]));
        // What is not ASCII cannot be the passphrase, and must not become one by being squeezed into ASCII.
        if (PassphraseRule.Violation(passphrase) is not null) return null;
        var (wrapKey, commitment) = Split(kdf.Derive(passphrase, header.Slice(20, PassphraseKdf.SaltSize)));
        if (!CryptographicOperations.FixedTimeEquals(commitment, header[36..])) return null;
        var plain = new byte[slot.Length - HeaderSize - TagSize];
        using var aes = new AesGcm(wrapKey, TagSize);
        try
        {
            aes.Decrypt(new byte[12], slot.Slice(HeaderSize, plain.Length), slot[^TagSize..], plain, header);
            return KeyringCodec.Decode(plain);
        }
        catch (AuthenticationTagMismatchException error)
        {
            throw new MalformedDataException("The key slot is damaged.", error);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private static (byte[] WrapKey, byte[] Commitment) Split(byte[] derived)
    {
        var both = HKDF.Expand(HashAlgorithmName.SHA256, derived, 64, "holdfast key slot v1"u8.ToArray());
        return (both[..32], both[32..]);
    }
}
