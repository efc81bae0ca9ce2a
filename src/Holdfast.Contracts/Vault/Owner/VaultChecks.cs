namespace Holdfast.Contracts.Vault.Owner;

/// <summary>How far the vault's checks of all packs have come.</summary>
public sealed record VaultChecks(string Vault, IReadOnlyList<ServerChecks> Servers);
