using Holdfast.Contracts.Errors;
using Holdfast.Format.Keys;
using Holdfast.Store;
using Holdfast.Store.Repositories;

namespace Holdfast.Server.Engine.Keys;

/// <summary>Starts a new epoch: what is sealed from now on is under a new key. The key is in a durable slot before anything is sealed under it.</summary>
internal static class EpochChange
{
    /// <param name="passphrases">Those that may open the repository: which one does is found out, so that a slot is never written under another.</param>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.PassphraseMismatch"/>: none of them does.</exception>
    internal static Keyring Run(KeyHolder holder, IReadOnlyList<string> passphrases, IRandomness randomness)
    {
        var passphrase = passphrases.FirstOrDefault(candidate => Opens(holder, candidate))
            ?? throw new HoldfastException(
                ErrorCode.PassphraseMismatch, "The passphrase does not open the key slots.", "Give the passphrase that is in force now: --passphrase-file FILE");
        var next = holder.Keyring.WithNewEpoch(randomness);
        KeySlots.Add(holder.Blobs, next, passphrase, randomness);
        return next;
    }

    private static bool Opens(KeyHolder holder, string passphrase)
    {
        try
        {
            return Repository.Unlock(holder.Blobs, passphrase).Repository == holder.Keyring.Repository;
        }
        catch (StorageException fault) when (fault.Fault == StorageFault.WrongPassphrase)
        {
            return false;
        }
    }
}
