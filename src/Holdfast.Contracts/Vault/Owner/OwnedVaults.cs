namespace Holdfast.Contracts.Vault.Owner;

/// <summary>The vaults of a service, by name.</summary>
public sealed record OwnedVaults(IReadOnlyList<OwnedVault> Vaults);
