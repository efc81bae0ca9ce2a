using System.Globalization;
using Holdfast.Format;
using Holdfast.Format.Keys;
using Holdfast.Store.Blobs;

namespace Holdfast.Store.Repositories;

/// <summary>
/// The key slots of a repository: a slot is added and never changed, and the newest that opens counts. A passphrase is changed by adding a slot under the new one
/// and then removing the others, so that at every moment one passphrase opens. docs/format.md §2.1.
/// </summary>
public static class KeySlots
{
    private const int LargestSlot = 1 << 20, MostTries = 100;

    /// <summary>Names of all slots, oldest first.</summary>
    public static IReadOnlyList<string> Names(IBlobStore blobs) => [.. blobs.List(BlobNames.Keys).Select(blob => blob.Name)];

    /// <summary>Adds a slot above all others; durable on return.</summary>
    /// <returns>Its name.</returns>
    public static string Add(IBlobStore blobs, Keyring keyring, string passphrase, IRandomness randomness)
    {
        var slot = KeySlot.Wrap(keyring, passphrase, PassphraseKdf.Default, randomness);
        var names = Names(blobs);
        var number = names.Count == 0 ? 1 : Number(names[^1]) + 1;
        for (var tries = 0; ; tries++, number++)
            try
            {
                blobs.Create(BlobNames.KeySlot(number), slot);
                return BlobNames.KeySlot(number);
            }
            catch (StorageException fault) when (fault.Fault == StorageFault.AlreadyExists && tries < MostTries)
            {
                // Taken by one that a listing does not show: the next number.
            }
    }

    /// <summary>The newest slot, where it wraps exactly this keyring under this passphrase; null otherwise.</summary>
    public static string? NewestIf(IBlobStore blobs, Keyring keyring, string passphrase)
    {
        var names = Names(blobs);
        if (names.Count == 0) return null;
        try
        {
            var held = KeySlot.Unwrap(Read(blobs, names[^1]), passphrase);
            return held is not null && KeyringCodec.Encode(held).AsSpan().SequenceEqual(KeyringCodec.Encode(keyring)) ? names[^1] : null;
        }
        catch (MalformedDataException)
        {
            return null; // damaged: it opens for nobody
        }
    }

    internal static byte[] Read(IBlobStore blobs, string name)
    {
        var length = blobs.GetLength(name);
        if (length > LargestSlot) throw new MalformedDataException($"'{name}' is {length} bytes long.");
        var bytes = new byte[length];
        blobs.Read(name, 0, bytes);
        return bytes;
    }

    private static int Number(string name) =>
        int.TryParse(name[BlobNames.Keys.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : throw new StorageException(StorageFault.Damaged, $"'{name}' is no key slot.");
}
