using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api;

/// <summary>Registers this server with a vault.</summary>
/// <param name="Credentials">Content of the vault credentials file.</param>
/// <param name="Passphrase">At least 16 printable ASCII characters. Never stored in the vault, never logged, never returned.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
/// <param name="Replace">Id or name of a lost server of the vault whose place this one takes; null for none.</param>
/// <param name="Proxy">URL of the proxy through which the vault is reached from now on; null: as the settings say.</param>
/// <param name="ProxyCredentialsFile">Absolute path, on the server, of the file with the proxy's user and password.</param>
public sealed record RegisterVaultRequest(byte[] Credentials, string Passphrase, string? Replace = null, string? Proxy = null, string? ProxyCredentialsFile = null)
{
    /// <summary>Says nothing: the content is secret.</summary>
    public override string ToString() => nameof(RegisterVaultRequest);
}
