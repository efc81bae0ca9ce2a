using System.Buffers.Binary;

namespace Holdfast.Format.Keys;

/// <summary>Bytes of a keyring before it is wrapped. docs/format.md §2.</summary>
public static class KeyringCodec
{
    private const int MostEpochs = 10_000;

    public static byte[] Encode(Keyring keyring)
    {
        var bytes = new byte[RepositoryId.Size + (2 * Keyring.KeySize) + 4 + (keyring.EpochKeys.Count * (4 + Keyring.KeySize))];
        var at = bytes.AsSpan();
        keyring.Repository.Write(at);
        keyring.ChunkIdKey.CopyTo(at[16..]);
        keyring.CutKey.CopyTo(at[48..]);
        BinaryPrimitives.WriteInt32LittleEndian(at[80..], keyring.EpochKeys.Count);
        at = at[84..];
        foreach (var (epoch, key) in keyring.EpochKeys.OrderBy(pair => pair.Key))
        {
            BinaryPrimitives.WriteUInt32LittleEndian(at, epoch);
            key.CopyTo(at[4..]);
            at = at[36..];
        }
        return bytes;
    }

    /// <exception cref="MalformedDataException">Not a keyring.</exception>
    public static Keyring Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 84) throw new MalformedDataException("A keyring is cut short.");
        var count = BinaryPrimitives.ReadInt32LittleEndian(bytes[80..]);
        if (count is < 1 or > MostEpochs || bytes.Length != 84 + (count * 36)) throw new MalformedDataException("A keyring has a wrong number of epochs.");
        var epochs = new Dictionary<uint, byte[]>(count);
        for (var i = 0; i < count; i++)
        {
            var entry = bytes.Slice(84 + (i * 36), 36);
            if (!epochs.TryAdd(BinaryPrimitives.ReadUInt32LittleEndian(entry), entry[4..].ToArray()))
                throw new MalformedDataException("A keyring names an epoch twice.");
        }
        return new Keyring(RepositoryId.Read(bytes[..16]), bytes[16..48].ToArray(), bytes[48..80].ToArray(), epochs);
    }
}
