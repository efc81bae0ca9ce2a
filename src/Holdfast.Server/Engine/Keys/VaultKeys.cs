using Holdfast.Contracts.Errors;
using Holdfast.Format.Keys;
using Holdfast.Server.Engine.Vaults;
using Holdfast.Store.Blobs;
using Holdfast.Store.Repositories;

namespace Holdfast.Server.Engine.Keys;

/// <summary>What is done to the keys of pool and vault copy as one: another passphrase, new epochs, another dedup domain. Nobody may be using either meanwhile.</summary>
internal sealed class VaultKeys(EngineOptions options, PoolHome home, IBlobStore disks, VaultLink vault, IRandomness randomness)
{
    /// <exception cref="HoldfastException">The vault does not answer, or wants its PIN; where the PIN is wrong, old and new passphrase open until it is done again.</exception>
    internal void ChangePassphrase(Keyring pool, string passphrase, string? vaultPin)
    {
        var copy = InVault(names => vault.Connection.Retire(names, vaultPin));
        if (copy is not null && string.IsNullOrEmpty(vaultPin))
            throw new HoldfastException(ErrorCode.VaultPinMissing, "The key slots of the vault are changed with the vault's security PIN only.");
        try
        {
            new PassphraseChange(InPool(pool), copy, home.SavePassphrase, randomness).Run(passphrase);
        }
        catch (HoldfastException refusal) when (refusal.Code is ErrorCode.VaultPinWrong or ErrorCode.VaultPinMissing)
        {
            NoteFingerprint(passphrase);
            throw new HoldfastException(
                refusal.Code, $"The new passphrase opens everything, and the old one still does as well: {refusal.Message}",
                "Have the vault's owner make a PIN (`holdfast vault pin NAME`) and give the same command again with it.", refusal);
        }
        NoteFingerprint(passphrase);
    }

    /// <summary>New epochs for pool and copy. The caller opens the pool anew.</summary>
    internal (Keyring Pool, Keyring? Vault) Rotate(Keyring pool, string? passphrase)
    {
        string[] passphrases = [.. new[] { passphrase, home.SavedPassphrase }.OfType<string>().Distinct()];
        if (passphrases.Length == 0) throw new HoldfastException(ErrorCode.PassphraseMisconfigured, "The new keys are wrapped under the passphrase, and it is not saved here.", "Give it: --passphrase-file FILE");
        Keyring? inVault = null;
        if (InVault(_ => { }) is { } copy) vault.Rekey(inVault = EpochChange.Run(copy, passphrases, randomness));
        var inPool = EpochChange.Run(InPool(pool), passphrases, randomness);
        PrivateFile.WriteKeyring(options.PoolKeys, inPool);
        return (inPool, inVault);
    }

    /// <summary>Puts an empty pool into the dedup domain of a copy, and under its passphrase. The caller opens the pool anew.</summary>
    internal Keyring EnterDomain(Keyring pool, Keyring copy, string passphrase)
    {
        var next = pool.InDomainOf(copy);
        var kept = KeySlots.Add(disks, next, passphrase, randomness);
        PrivateFile.WriteKeyring(options.PoolKeys, next);
        home.SavePassphrase(passphrase);
        foreach (var old in KeySlots.Names(disks).Where(name => name != kept)) disks.Delete(old);
        return next;
    }

    internal RecoveryKit Kit()
    {
        var record = vault.Record;
        var place = record.Place.Membership;
        return new RecoveryKit(place.VaultName, place.VaultId, place.Address, place.ServerId, place.ServerName, record.Registered, record.Fingerprint);
    }

    private void NoteFingerprint(string passphrase)
    {
        if (vault.IsRegistered) vault.NoteFingerprint(PassphraseFingerprint.Of(passphrase, vault.Record.Place.Membership.ServerId));
    }

    private KeyHolder InPool(Keyring keyring) => new(disks, keyring, names =>
    {
        foreach (var name in names) disks.Delete(name);
    });

    /// <exception cref="HoldfastException">There is a vault, and it does not answer: half of the work would be left undone.</exception>
    private KeyHolder? InVault(Action<IReadOnlyList<string>> remove)
    {
        if (!vault.IsRegistered) return null;
        if (vault.Contact is { Standing: null, Reason: var reason }) throw new HoldfastException(ErrorCode.ServiceUnreachable, $"The vault does not answer: {reason}");
        return new KeyHolder(vault.Connection.Prefix, vault.Keys, remove);
    }
}
