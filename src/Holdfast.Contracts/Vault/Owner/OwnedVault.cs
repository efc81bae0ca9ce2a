namespace Holdfast.Contracts.Vault.Owner;

/// <summary>A vault as its owner sees it.</summary>
/// <param name="Storage">folder:PATH, or azure:CONTAINER_URL.</param>
/// <param name="Region">A label of the owner's choice, such as West Europe; may be empty.</param>
/// <param name="Redundancy">A note on how often the storage keeps each byte, such as LRS; may be empty.</param>
/// <param name="State">One of <see cref="VaultStates"/>.</param>
/// <param name="CredentialsExpire">When the newest credentials file does; null where none was issued.</param>
public sealed record OwnedVault(
    string Id, string Name, string Storage, string Region, string Redundancy, string State, VaultRules Rules, DateTimeOffset Created, int Servers, DateTimeOffset? CredentialsExpire);
