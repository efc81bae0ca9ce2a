using Holdfast.Contracts.Vault;

namespace Holdfast.VaultService.Data;

/// <summary>A vault, as its service keeps it.</summary>
/// <param name="Storage">folder:PATH, or azure:CONTAINER_URL.</param>
/// <param name="Region">A label of its owner's choice, such as West Europe; may be empty.</param>
/// <param name="Redundancy">A note on how often the storage keeps each byte, such as LRS; may be empty.</param>
/// <param name="State">One of <see cref="VaultStates"/>.</param>
internal sealed record VaultRow(string Id, string Name, string Storage, string Region, string Redundancy, string State, VaultRules Rules, DateTimeOffset Created);
