using Holdfast.Contracts.Vault;

namespace Holdfast.Server.Engine;

/// <summary>This server's side of the vault.</summary>
/// <param name="State">notRegistered, connected, unreachable.</param>
/// <param name="Subscription">active, expired, deprovisioned; null where the vault does not say.</param>
public sealed record VaultState(
    string State, string? VaultName, string? VaultId, string? ServerId, string? Address, string? Reason, long Points, long Bytes, string? Subscription = null)
{
    /// <summary>Under which name this server is registered.</summary>
    public string? ServerName { get; init; }

    /// <summary>What the vault said of itself; null where it did not answer.</summary>
    public VaultStanding? Standing { get; init; }
}
