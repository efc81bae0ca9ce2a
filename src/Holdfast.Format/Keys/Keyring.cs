using System.Security.Cryptography;

namespace Holdfast.Format.Keys;

/// <summary>
/// The keys of one repository: what the recovery passphrase unwraps. Never printed: <see cref="ToString"/> tells the repository only.
/// docs/format.md §2.
/// </summary>
public sealed class Keyring
{
    public const int KeySize = 32;

    private readonly Dictionary<uint, byte[]> epochKeys;

    public Keyring(RepositoryId repository, byte[] chunkIdKey, byte[] cutKey, IReadOnlyDictionary<uint, byte[]> epochKeys)
    {
        if (chunkIdKey.Length != KeySize || cutKey.Length != KeySize || epochKeys.Count == 0 || epochKeys.Values.Any(key => key.Length != KeySize))
            throw new MalformedDataException("A keyring needs 32-byte keys and at least one epoch.");
        Repository = repository;
        ChunkIdKey = chunkIdKey;
        CutKey = cutKey;
        this.epochKeys = new Dictionary<uint, byte[]>(epochKeys);
        CurrentEpoch = epochKeys.Keys.Max();
    }

    public RepositoryId Repository { get; }

    /// <summary>Key of the dedup domain: chunk ids are keyed BLAKE3 under it.</summary>
    public byte[] ChunkIdKey { get; }

    /// <summary>Seeds the gear table, so that cut points tell nothing to who lacks it.</summary>
    public byte[] CutKey { get; }

    /// <summary>New packs and objects are sealed under this epoch's key.</summary>
    public uint CurrentEpoch { get; }

    public IReadOnlyDictionary<uint, byte[]> EpochKeys => epochKeys;

    public static Keyring Create(IRandomness randomness) => new(
        RepositoryId.Create(randomness), RandomKey(randomness), RandomKey(randomness), new Dictionary<uint, byte[]> { [1] = RandomKey(randomness) });

    /// <summary>A repository of its own (own id and epoch key) in the same dedup domain: how a vault copy belongs to its pool.</summary>
    public Keyring CreateSibling(IRandomness randomness) => new(
        RepositoryId.Create(randomness), ChunkIdKey, CutKey, new Dictionary<uint, byte[]> { [1] = RandomKey(randomness) });

    /// <summary>The same keyring with one more epoch: what is sealed from now on is under its key, what was sealed before stays readable.</summary>
    public Keyring WithNewEpoch(IRandomness randomness) =>
        new(Repository, ChunkIdKey, CutKey, new Dictionary<uint, byte[]>(epochKeys) { [checked(CurrentEpoch + 1)] = RandomKey(randomness) });

    /// <summary>This repository in the dedup domain of another. Only for one that holds no chunk yet: those that it holds are named under the old domain's key.</summary>
    public Keyring InDomainOf(Keyring other) => new(Repository, other.ChunkIdKey, other.CutKey, epochKeys);

    public bool IsInDomainOf(Keyring other) => ChunkIdKey.AsSpan().SequenceEqual(other.ChunkIdKey) && CutKey.AsSpan().SequenceEqual(other.CutKey);

    /// <exception cref="MalformedDataException">The epoch is not in this keyring.</exception>
    public byte[] EpochKey(uint epoch) =>
        epochKeys.TryGetValue(epoch, out var key) ? key : throw new MalformedDataException($"Sealed under epoch {epoch}, which this keyring does not hold.");

    /// <summary>Keys for one sealed thing: HKDF-SHA-256 of the epoch key with a random 256-bit salt.</summary>
    internal byte[] Derive(uint epoch, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> purpose, int length)
    {
        var derived = new byte[length];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, EpochKey(epoch), derived, salt, purpose);
        return derived;
    }

    public override string ToString() => $"Keyring of {Repository}";

    private static byte[] RandomKey(IRandomness randomness)
    {
        var key = new byte[KeySize];
        randomness.Fill(key);
        return key;
    }
}
