namespace Holdfast.Server.Engine;

/// <summary>This server's side of the vault.</summary>
/// <param name="State">notRegistered, connected, unreachable.</param>
/// <param name="Subscription">active, expired, deprovisioned; null where the vault does not say.</param>
public sealed record VaultState(
    string State, string? VaultName, string? VaultId, string? ServerId, string? Address, string? Reason, long Points, long Bytes, string? Subscription = null);
