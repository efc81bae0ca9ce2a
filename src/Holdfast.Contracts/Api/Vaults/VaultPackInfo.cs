namespace Holdfast.Contracts.Api.Vaults;

/// <summary>When the vault last read a pack of this server.</summary>
/// <param name="Verified">Null where it was not read yet.</param>
/// <param name="Damage">Null where nothing is wrong with it.</param>
public sealed record VaultPackInfo(string Id, long Bytes, DateTimeOffset Created, DateTimeOffset? Verified, string? Damage);
