namespace Holdfast.Contracts.Vault.Joining;

/// <summary>Asks to read what the servers of a vault have put there: POST external.</summary>
public sealed record ExternalRequest(VaultCredentials Credentials);
