namespace Holdfast.Contracts.Api;

/// <summary>Whether the vault can be reached now.</summary>
public sealed record VaultConnection(bool Connected, string? Reason);
