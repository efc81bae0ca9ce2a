namespace Holdfast.Contracts.Vault;

/// <summary>How far the vault's own checks of a server's packs have come.</summary>
/// <param name="Oldest">Of the pack whose last check is longest ago; null where there is none, or one was never read.</param>
/// <param name="Damaged">Those that are damaged, at most <see cref="MostDamaged"/>.</param>
public sealed record PackCheckSummary(long Packs, long Bytes, long NeverChecked, DateTimeOffset? Oldest, DateTimeOffset? Newest, long DamagedCount, IReadOnlyList<PackCheck> Damaged)
{
    public const int MostDamaged = 1000;
}
