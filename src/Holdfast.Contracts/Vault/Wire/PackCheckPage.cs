namespace Holdfast.Contracts.Vault.Wire;

/// <summary>A page of a vault's checks of packs, in order of names.</summary>
/// <param name="Next">Ask again for what comes after this name; null on the last page.</param>
public sealed record PackCheckPage(IReadOnlyList<PackCheck> Checks, string? Next);
