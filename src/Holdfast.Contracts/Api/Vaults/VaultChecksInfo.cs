namespace Holdfast.Contracts.Api.Vaults;

/// <summary>How far the vault's own checks of this server's packs have come: it reads each whole and compares its hash, without keys.</summary>
/// <param name="NeverChecked">Packs that it has not read yet.</param>
/// <param name="Oldest">Of the pack whose last check is longest ago; null where one was never read.</param>
/// <param name="Damaged">Packs that are missing or not what came.</param>
public sealed record VaultChecksInfo(long Packs, long Bytes, long NeverChecked, DateTimeOffset? Oldest, DateTimeOffset? Newest, long Damaged);
