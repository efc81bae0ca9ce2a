using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Holdfast.Format.Keys;

/// <summary>
/// The envelope of every small object (recovery points, datasource descriptions): AES-256-GCM under a key of its own, bound to
/// the repository and to the object's name, so that one object cannot be passed off as another. Layout: docs/format.md §6.
/// </summary>
public static class SealedObject
{
    private const int HeaderSize = 8 + 2 + 2 + 4 + RepositoryId.Size + 32 + 32; // 96
    private const int TagSize = 16, LargestObject = 64 << 20;

    private static ReadOnlySpan<byte> Magic => "HFSEALED"u8;

    /// <exception cref="ArgumentException">Longer than a reader accepts.</exception>
    public static byte[] Seal(Keyring keyring, string name, ReadOnlySpan<byte> plain, IRandomness randomness)
    {
        if (plain.Length > LargestObject - HeaderSize - TagSize) throw new ArgumentException($"'{name}' would be longer than a sealed object may be.", nameof(plain));
        var sealedBytes = new byte[HeaderSize + plain.Length + TagSize];
        var header = sealedBytes.AsSpan(0, HeaderSize);
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header[8..], 1);
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], keyring.CurrentEpoch);
        keyring.Repository.Write(header[16..]);
        randomness.Fill(header.Slice(32, 32));
        var keys = keyring.Derive(keyring.CurrentEpoch, header.Slice(32, 32), "holdfast object v1"u8, 64);
        keys.AsSpan(32).CopyTo(header[64..]);
        using var aes = new AesGcm(keys.AsSpan(0, 32), TagSize);
        aes.Encrypt(new byte[12], plain, sealedBytes.AsSpan(HeaderSize, plain.Length), sealedBytes.AsSpan(HeaderSize + plain.Length), AssociatedData(header, name));
        return sealedBytes;
    }

    /// <exception cref="MalformedDataException">Damaged, of another repository, or not the object of that name.</exception>
    public static byte[] Open(Keyring keyring, string name, ReadOnlySpan<byte> sealedBytes)
    {
        if (sealedBytes.Length is < HeaderSize + TagSize or > LargestObject || !sealedBytes.StartsWith(Magic))
            throw new MalformedDataException($"'{name}' is not a sealed object.");
        var header = sealedBytes[..HeaderSize];
        if (BinaryPrimitives.ReadUInt16LittleEndian(header[8..]) != 1) throw new MalformedDataException($"'{name}' is of a newer version.");
        if (RepositoryId.Read(header.Slice(16, 16)) != keyring.Repository) throw new MalformedDataException($"'{name}' belongs to another repository.");
        var keys = keyring.Derive(BinaryPrimitives.ReadUInt32LittleEndian(header[12..]), header.Slice(32, 32), "holdfast object v1"u8, 64);
        if (!CryptographicOperations.FixedTimeEquals(keys.AsSpan(32), header[64..])) throw new MalformedDataException($"'{name}' is not sealed under this repository's key.");
        var plain = new byte[sealedBytes.Length - HeaderSize - TagSize];
        using var aes = new AesGcm(keys.AsSpan(0, 32), TagSize);
        try
        {
            aes.Decrypt(new byte[12], sealedBytes.Slice(HeaderSize, plain.Length), sealedBytes[^TagSize..], plain, AssociatedData(header, name));
        }
        catch (AuthenticationTagMismatchException error)
        {
            throw new MalformedDataException($"'{name}' is damaged or was moved here from another name.", error);
        }
        return plain;
    }

    private static byte[] AssociatedData(ReadOnlySpan<byte> header, string name) => [.. header, .. Encoding.UTF8.GetBytes(name)];
}
