using Holdfast.Format.Keys;
using Holdfast.Store.Durability;
using Holdfast.Store.Repositories;

namespace Holdfast.Server.Engine.Keys;

/// <summary>
/// Puts the keys of pool and vault copy under a new passphrase; data is not touched. First a slot under the new one is added everywhere, then the slots under the old
/// one are removed: wherever it is cut off, one passphrase opens everything, and the same command finishes it.
/// </summary>
/// <param name="vault">Null where there is none.</param>
/// <param name="save">Keeps the passphrase where this server keeps its own.</param>
internal sealed class PassphraseChange(KeyHolder pool, KeyHolder? vault, Action<string> save, IRandomness randomness)
{
    internal void Run(string passphrase)
    {
        var inVault = vault is null ? null : Slot(vault, passphrase);
        FailPoint.Reach("keys.vault-slot");
        var inPool = Slot(pool, passphrase);
        FailPoint.Reach("keys.pool-slot");
        save(passphrase);
        FailPoint.Reach("keys.saved");
        if (vault is not null) RemoveOthers(vault, inVault!);
        FailPoint.Reach("keys.vault-retired");
        RemoveOthers(pool, inPool);
    }

    // An earlier attempt may have come this far.
    private string Slot(KeyHolder holder, string passphrase) =>
        KeySlots.NewestIf(holder.Blobs, holder.Keyring, passphrase) ?? KeySlots.Add(holder.Blobs, holder.Keyring, passphrase, randomness);

    private static void RemoveOthers(KeyHolder holder, string kept)
    {
        var others = KeySlots.Names(holder.Blobs).Where(name => name != kept).ToList();
        if (others.Count > 0) holder.Remove(others);
    }
}
