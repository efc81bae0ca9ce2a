using Holdfast.Store.Blobs;
using Holdfast.VaultService.Data;

namespace Holdfast.VaultService.Keeping;

/// <summary>What upkeep has to know of vaults.</summary>
internal interface IKeptVaults
{
    /// <summary>All of a vault's storage, with the vault's own identity; stays the property of this object.</summary>
    /// <exception cref="Exception">StorageException or HoldfastException: it cannot be reached.</exception>
    IBlobStore StorageOf(VaultRow vault);

    /// <summary>Ids of the servers that are registered with a vault.</summary>
    IReadOnlyList<string> ServersOf(VaultRow vault);
}
