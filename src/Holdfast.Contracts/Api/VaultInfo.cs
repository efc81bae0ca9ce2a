using Holdfast.Contracts.Api.Vaults;

namespace Holdfast.Contracts.Api;

/// <summary>This server's side of the vault. <paramref name="State"/>: notRegistered, connected, unreachable (with <paramref name="Reason"/>).</summary>
/// <param name="Subscription">active, expired, deprovisioned; null where the vault does not say.</param>
/// <param name="Policy">What may be done now; null where it was not asked for, and where there is no vault.</param>
/// <param name="ServerName">Under which this server is registered.</param>
/// <param name="Rules">What the vault enforces; null where it does not answer.</param>
/// <param name="Checks">Its own checks of this server's packs; null where they were not asked for.</param>
public sealed record VaultInfo(
    string State, string? Name, string? Id, string? ServerId, string? Address, string? Reason, long RecoveryPoints, long Bytes, string? Subscription = null,
    CloudPolicyInfo? Policy = null, string? ServerName = null, VaultRulesInfo? Rules = null, VaultChecksInfo? Checks = null);
