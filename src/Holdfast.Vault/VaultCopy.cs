using Holdfast.Contracts.Bandwidth;
using Holdfast.Format.Keys;
using Holdfast.Format.Packs;
using Holdfast.Store.Blobs;
using Holdfast.Store.Reading;
using Holdfast.Store.Repositories;
using Holdfast.Vault.Transfer;

namespace Holdfast.Vault;

/// <summary>
/// A server's copy in a vault: a repository of its own (own id, own keys, padded packs) in the dedup domain of the pool, over the server's prefix. The vault
/// sees names, sizes and times of sealed blobs and nothing else; the passphrase never leaves this process.
/// </summary>
public static class VaultCopy
{
    /// <summary>Lays out the copy under a new keyring, or opens the existing one with the passphrase: a server that registers again keeps its data.</summary>
    /// <exception cref="Store.StorageException"><see cref="Store.StorageFault.WrongPassphrase"/>: the copy was made under another passphrase.</exception>
    public static Keyring CreateOrUnlock(IBlobStore prefix, Keyring pool, string passphrase, IRandomness randomness)
    {
        if (Repository.Exists(prefix)) return Repository.Unlock(prefix, passphrase);
        // A lay-out that was cut off leaves a key slot without a marker: the slot still opens, and the marker is put beside it.
        if (prefix.List(BlobNames.Keys).Count > 0) return Finish(prefix, passphrase);
        var keyring = pool.CreateSibling(randomness);
        Repository.Create(prefix, keyring, passphrase, randomness);
        return keyring;
    }

    /// <param name="limit">Slows uploads down; null for none.</param>
    /// <param name="overNetwork">Each request takes its time: several are under way at once. False for a folder, which one or two keep busy.</param>
    public static Repository Open(
        IBlobStore prefix, Keyring keyring, string indexDirectory, TimeProvider clock, IRandomness randomness, BandwidthLimit? limit, bool overNetwork = true)
    {
        var store = limit is null ? prefix : new ThrottledBlobStore(prefix, limit);
        var options = Options(indexDirectory, clock, randomness);
        return Repository.Open(store, keyring, overNetwork ? options : options with { Workers = 2, PacksAtOnce = 1 });
    }

    /// <summary>Another server's copy, for recovery only: nothing is written to the vault.</summary>
    public static Repository OpenForReading(IBlobStore prefix, Keyring keyring, string indexDirectory, TimeProvider clock, IRandomness randomness) =>
        Repository.OpenForReading(prefix, keyring, Options(indexDirectory, clock, randomness));

    private static RepositoryOptions Options(string indexDirectory, TimeProvider clock, IRandomness randomness) =>
        new(indexDirectory, clock, randomness, PackAlignment: PackLayout.PackAlignment, Workers: 4, PacksAtOnce: 4) { Reads = ReadCost.Network };

    private static Keyring Finish(IBlobStore prefix, string passphrase)
    {
        var slot = prefix.List(BlobNames.Keys)[0];
        var bytes = new byte[Math.Min(slot.Length, 1 << 20)];
        prefix.Read(slot.Name, 0, bytes);
        var keyring = KeySlot.Unwrap(bytes, passphrase)
            ?? throw new Store.StorageException(Store.StorageFault.WrongPassphrase, "The passphrase does not open this server's copy in the vault.");
        prefix.Create(BlobNames.Repository, new RepositoryMarker(RepositoryMarker.FormatName, RepositoryMarker.CurrentVersion, keyring.Repository.ToString()).ToBytes());
        return keyring;
    }
}
