namespace Holdfast.Contracts.Api;

/// <summary>This server's side of the vault. <paramref name="State"/>: notRegistered, connected, unreachable (with <paramref name="Reason"/>).</summary>
public sealed record VaultInfo(string State, string? Name, string? Id, string? ServerId, string? Address, string? Reason, long RecoveryPoints, long Bytes);
