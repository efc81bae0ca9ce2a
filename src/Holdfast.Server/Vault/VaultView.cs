using Holdfast.Contracts.Api;
using Holdfast.Server.Engine;

namespace Holdfast.Server.Vault;

/// <summary>The vault as the API shows it.</summary>
internal static class VaultView
{
    internal static VaultInfo Show(VaultState vault) =>
        new(vault.State, vault.VaultName, vault.VaultId, vault.ServerId, vault.Address, vault.Reason, vault.Points, vault.Bytes, vault.Subscription);
}
