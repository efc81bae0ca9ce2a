namespace Holdfast.Server.Engine;

/// <summary>This server's side of the vault.</summary>
/// <param name="State">notRegistered, connected, unreachable.</param>
public sealed record VaultState(string State, string? VaultName, string? VaultId, string? ServerId, string? Address, string? Reason, long Points, long Bytes);
