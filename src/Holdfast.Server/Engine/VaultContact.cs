using Holdfast.Contracts.Vault;

namespace Holdfast.Server.Engine;

/// <summary>Whether the vault answers, and what its owner says about the subscription: asked before every job, so it costs next to nothing.</summary>
/// <param name="State">notRegistered, connected, unreachable.</param>
/// <param name="Subscription">active, expired, deprovisioned; null where the vault does not say.</param>
/// <param name="Standing">All that the vault said of itself; null where it did not answer.</param>
public sealed record VaultContact(
    string State, string? VaultId, string? VaultName, string? Address, string? Subscription, string? Reason, VaultStanding? Standing = null);
