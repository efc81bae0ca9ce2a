namespace Holdfast.Contracts.Api.Vaults;

/// <summary>In the order of names. How the vault's owner brings them back: `holdfast vault undelete`.</summary>
/// <param name="Next">Ask again for what comes after this name; null on the last page.</param>
public sealed record RetiredItemList(IReadOnlyList<RetiredItem> Items, string? Next);
