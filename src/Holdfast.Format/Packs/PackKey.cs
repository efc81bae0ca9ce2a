using System.Buffers.Binary;
using Holdfast.Format.Keys;

namespace Holdfast.Format.Packs;

/// <summary>The keys of one pack and the fixed header that names it. docs/format.md §4.</summary>
public sealed class PackKey
{
    private readonly byte[] header = new byte[PackLayout.HeaderSize];

    private PackKey(Keyring keyring, uint epoch, PackId pack)
    {
        Pack = pack;
        Epoch = epoch;
        pack.Write(header.AsSpan(32));
        var keys = keyring.Derive(epoch, header.AsSpan(32, PackId.Size), "holdfast pack v1"u8, 96);
        SealKey = keys[..32];
        MarkerKey = keys[32..64];
        PackLayout.HeaderMagic.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), PackLayout.Version);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(12), epoch);
        keyring.Repository.Write(header.AsSpan(16));
        keys.AsSpan(64, 32).CopyTo(header.AsSpan(64));
    }

    public PackId Pack { get; }

    public uint Epoch { get; }

    /// <summary>The first 96 bytes of the pack, with a commitment to its key at the end.</summary>
    public ReadOnlySpan<byte> Header => header;

    internal byte[] SealKey { get; }

    internal byte[] MarkerKey { get; }

    /// <summary>Keys for a new pack with a fresh random id under the current epoch.</summary>
    public static PackKey Create(Keyring keyring, IRandomness randomness)
    {
        Span<byte> id = stackalloc byte[PackId.Size];
        randomness.Fill(id);
        return new PackKey(keyring, keyring.CurrentEpoch, PackId.Read(id));
    }

    /// <summary>What the keys of a pack may be, newest epoch first: each with the header that it would have. Only what opens under one of them tells which it is.</summary>
    public static IEnumerable<PackKey> Candidates(Keyring keyring, PackId pack) =>
        keyring.EpochKeys.Keys.OrderDescending().Select(epoch => new PackKey(keyring, epoch, pack));

    /// <summary>Keys of an existing pack from its header, checked against the commitment before anything is decrypted.</summary>
    /// <exception cref="MalformedDataException">Not a pack, another repository's, or not the pack that its name promises.</exception>
    public static PackKey Open(Keyring keyring, PackId expected, ReadOnlySpan<byte> header)
    {
        if (header.Length < PackLayout.HeaderSize || !header.StartsWith(PackLayout.HeaderMagic)) throw new MalformedDataException($"Pack {expected} does not start like a pack.");
        var version = BinaryPrimitives.ReadUInt16LittleEndian(header[8..]);
        if (version != PackLayout.Version) throw new MalformedDataException($"Pack {expected} is of format version {version}; this build reads version {PackLayout.Version}.");
        if (RepositoryId.Read(header.Slice(16, 16)) != keyring.Repository) throw new MalformedDataException($"Pack {expected} belongs to another repository.");
        if (PackId.Read(header.Slice(32, 32)) != expected) throw new MalformedDataException($"Pack {expected} holds another pack.");
        var key = new PackKey(keyring, BinaryPrimitives.ReadUInt32LittleEndian(header[12..]), expected);
        if (!System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(key.header, header[..PackLayout.HeaderSize]))
            throw new MalformedDataException($"The header of pack {expected} is damaged, or the pack was sealed under another key.");
        return key;
    }

    /// <summary>What every sealed part of the pack is bound to: header (repository, pack, epoch, commitment) and slot.</summary>
    internal void WriteBinding(Span<byte> destination, uint slot)
    {
        header.CopyTo(destination);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[PackLayout.HeaderSize..], slot);
    }

    internal const int BindingSize = PackLayout.HeaderSize + 4;
}
