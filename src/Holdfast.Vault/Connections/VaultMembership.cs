namespace Holdfast.Vault.Connections;

/// <summary>What a server keeps of its registration with a vault; with it, and the key of its certificate, it connects again.</summary>
/// <param name="Address">https address of the vault service, or the absolute path of its data folder where the vault is in this process.</param>
/// <param name="Authority">The service's own CA (DER, Base64), which alone is trusted; null in the same process.</param>
/// <param name="Certificate">The server's certificate (DER, Base64); null in the same process.</param>
public sealed record VaultMembership(string VaultId, string VaultName, string ServerId, string ServerName, string Address, string? Authority, string? Certificate);
