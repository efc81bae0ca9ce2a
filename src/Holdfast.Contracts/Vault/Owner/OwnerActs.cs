namespace Holdfast.Contracts.Vault.Owner;

/// <summary>Newest first.</summary>
public sealed record OwnerActs(IReadOnlyList<OwnerAct> Acts);
