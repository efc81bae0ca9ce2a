namespace Holdfast.Contracts.Vault;

/// <summary>What a vault says of itself to a server that is registered with it.</summary>
/// <param name="State">active, expired or deprovisioned (<see cref="VaultStates"/>).</param>
/// <param name="Transfer">How blobs travel (<see cref="VaultTransfers"/>).</param>
/// <param name="Time">The vault's clock.</param>
public sealed record VaultStanding(string VaultId, string VaultName, string State, VaultRules Rules, string Transfer, DateTimeOffset Time);
