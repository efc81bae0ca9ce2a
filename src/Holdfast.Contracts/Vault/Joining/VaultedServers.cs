namespace Holdfast.Contracts.Vault.Joining;

/// <summary>The servers of a vault: GET external/servers.</summary>
public sealed record VaultedServers(IReadOnlyList<VaultedServer> Servers);
