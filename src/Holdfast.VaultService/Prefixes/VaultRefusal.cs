using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Store;
using Holdfast.VaultService.Data;

namespace Holdfast.VaultService.Prefixes;

/// <summary>The refusals of a vault, and how they look to who uses a prefix as a store: the code is inside.</summary>
internal static class VaultRefusal
{
    /// <summary>Null where a vault in this state takes blobs and retirements.</summary>
    public static HoldfastException? OfWriting(VaultRow vault) => vault.State switch
    {
        VaultStates.Active => null,
        VaultStates.Expired => new HoldfastException(ErrorCode.SubscriptionExpired, $"The vault '{vault.Name}' is expired: what is there can be read, and nothing can be added or removed."),
        _ => OfReading(vault),
    };

    /// <summary>Null where a vault in this state lets its blobs be read.</summary>
    public static HoldfastException? OfReading(VaultRow vault) => vault.State is VaultStates.Active or VaultStates.Expired
        ? null : new HoldfastException(ErrorCode.SubscriptionDeprovisioned, $"The vault '{vault.Name}' is deprovisioned: it gives nothing out and takes nothing.");

    /// <summary>Says the same of a name whether or not it exists.</summary>
    public static HoldfastException OfName() =>
        new(ErrorCode.VaultNameForbidden, "The name is none of this server's own blobs.");

    public static HoldfastException Gone(string vaultId) => new(ErrorCode.VaultNotFound, $"There is no vault {vaultId} any more.");

    /// <summary>The same to a user of <see cref="Store.Blobs.IBlobStore"/>.</summary>
    public static StorageException AsStorage(HoldfastException refusal) => new(
        refusal.Code switch
        {
            ErrorCode.ServiceUnreachable or ErrorCode.VaultDataDamaged => StorageFault.Unavailable,
            _ => StorageFault.Forbidden,
        },
        refusal.Message, refusal);
}
