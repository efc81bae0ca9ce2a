namespace Holdfast.VaultService;

/// <summary>A vault and the servers that are registered with it.</summary>
public sealed record VaultContents(string VaultId, string VaultName, IReadOnlyList<VaultServer> Servers);
