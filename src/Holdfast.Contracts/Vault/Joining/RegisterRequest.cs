namespace Holdfast.Contracts.Vault.Joining;

/// <summary>What a server sends to register with a vault: POST register.</summary>
/// <param name="Credentials">The credentials file as it is.</param>
/// <param name="ServerId">The server's pool, 32 lower-case hexadecimal digits; of the lost server where its place is taken.</param>
/// <param name="Replace">Take the place of the server that has this id, whatever its name: its certificate is no longer good.</param>
/// <param name="Csr">PKCS#10 request for a key on P-256, DER, Base64.</param>
public sealed record RegisterRequest(VaultCredentials Credentials, string ServerName, string ServerId, bool Replace, string Csr);
