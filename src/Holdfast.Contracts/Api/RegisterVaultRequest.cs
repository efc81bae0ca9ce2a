using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api;

/// <summary>Registers this server with a vault.</summary>
/// <param name="Credentials">Content of the vault credentials file.</param>
/// <param name="Passphrase">At least 16 printable ASCII characters. Never stored in the vault, never logged, never returned.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RegisterVaultRequest(byte[] Credentials, string Passphrase)
{
    /// <summary>Says nothing: the content is secret.</summary>
    public override string ToString() => nameof(RegisterVaultRequest);
}
