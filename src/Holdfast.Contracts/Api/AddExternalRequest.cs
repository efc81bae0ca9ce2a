using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api;

/// <summary>Makes another server of a vault readable here.</summary>
/// <param name="Credentials">Content of a fresh credentials file of that vault.</param>
/// <param name="ServerId">Which server, by id or name; null: any that the passphrase opens.</param>
/// <param name="Passphrase">The passphrase of that server; needed with <paramref name="ServerId"/>. Without both, the servers of the vault are only listed.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AddExternalRequest(byte[] Credentials, string? ServerId = null, string? Passphrase = null)
{
    /// <summary>Says nothing: the content is secret.</summary>
    public override string ToString() => nameof(AddExternalRequest);
}
