namespace Holdfast.VaultService.Vaults;

/// <summary>A vault as versions before the service's records kept it: DIR/vaults/ID.json.</summary>
internal sealed record EarlierVault(int Version, string Id, string Name, string Storage, DateTimeOffset Created, int SoftDeleteDays, string State, long NewestSerial);
