namespace Holdfast.Contracts.Vault.Owner;

/// <summary>What is in a vault now.</summary>
public sealed record VaultUsage(string Vault, long Bytes, long Packs, long Points, IReadOnlyList<ServerUsage> Servers);
