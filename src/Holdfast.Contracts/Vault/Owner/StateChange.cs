namespace Holdfast.Contracts.Vault.Owner;

/// <param name="State">One of <see cref="VaultStates"/>.</param>
public sealed record StateChange(string State);
