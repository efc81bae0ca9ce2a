namespace Holdfast.Contracts.Vault.Owner;

/// <summary>Something that a vault's owner did.</summary>
/// <param name="Actor">Name of the administrator, or "local: USER" for whoever used the data folder itself.</param>
/// <param name="Vault">Name of the vault; empty where it concerns none.</param>
public sealed record OwnerAct(long Id, DateTimeOffset Time, string Actor, string Operation, string Vault, string Detail);
