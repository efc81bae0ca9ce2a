namespace Holdfast.Contracts.Api;

/// <summary>This server's side of the vault. <paramref name="State"/>: notRegistered, connected, unreachable (with <paramref name="Reason"/>).</summary>
/// <param name="Subscription">active, expired, deprovisioned; null where the vault does not say.</param>
/// <param name="Policy">What may be done now; null where it was not asked for, and where there is no vault.</param>
public sealed record VaultInfo(
    string State, string? Name, string? Id, string? ServerId, string? Address, string? Reason, long RecoveryPoints, long Bytes, string? Subscription = null,
    CloudPolicyInfo? Policy = null);
