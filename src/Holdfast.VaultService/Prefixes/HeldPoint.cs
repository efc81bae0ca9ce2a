namespace Holdfast.VaultService.Prefixes;

/// <summary>A recovery point, as the vault sees it.</summary>
/// <param name="Created">When it came, by the vault's clock.</param>
public sealed record HeldPoint(string Name, DateTimeOffset Created);
