using Holdfast.Vault.Connections;

namespace Holdfast.Server.Engine.Vaults;

/// <summary>This server's place in a vault, and the way there.</summary>
/// <param name="Transfer">How blobs travel (<see cref="Contracts.Vault.VaultTransfers"/>), as the vault said at registration.</param>
/// <param name="Proxy">Through which the vault is reached; null: as the settings say.</param>
internal sealed record VaultPlace(VaultMembership Membership, string Transfer, VaultProxy? Proxy)
{
    /// <summary>The vault is asked over the wire.</summary>
    internal bool IsRemote => !Path.IsPathFullyQualified(Membership.Address);
}
