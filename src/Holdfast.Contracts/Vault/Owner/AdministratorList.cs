namespace Holdfast.Contracts.Vault.Owner;

/// <summary>By name.</summary>
public sealed record AdministratorList(IReadOnlyList<Administrator> Administrators);
