namespace Holdfast.Contracts.Api.Vaults;

/// <summary>By name.</summary>
public sealed record VaultPackList(IReadOnlyList<VaultPackInfo> Packs);
