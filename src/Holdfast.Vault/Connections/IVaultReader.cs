using Holdfast.Contracts.Vault;
using Holdfast.Store.Blobs;

namespace Holdfast.Vault.Connections;

/// <summary>What the holder of good credentials may see of a vault: its servers and their sealed blobs, for recovery elsewhere. Nothing can be written through it.</summary>
public interface IVaultReader : IDisposable
{
    VaultStanding Look();

    IReadOnlyList<VaultedServer> Servers();

    /// <summary>A server's blobs; every write fails with <see cref="Store.StorageFault.Forbidden"/>.</summary>
    IBlobStore Prefix(string serverId);
}
