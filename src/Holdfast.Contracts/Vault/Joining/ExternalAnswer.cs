namespace Holdfast.Contracts.Vault.Joining;

/// <summary>Leave to read.</summary>
/// <param name="Token">Bearer token; a secret.</param>
/// <param name="Expires">When the credentials do. A newer credentials file ends it as well.</param>
public sealed record ExternalAnswer(string VaultId, string VaultName, string Token, DateTimeOffset Expires, IReadOnlyList<VaultedServer> Servers)
{
    /// <summary>Hides the token from logs.</summary>
    public override string ToString() => $"Leave to read vault {VaultName}";
}
