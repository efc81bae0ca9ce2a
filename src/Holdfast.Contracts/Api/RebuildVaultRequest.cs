using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api;

/// <summary>Rebuilds what this server knows of its vault copy, and the catalog, from the vault. <paramref name="Passphrase"/>: null uses the saved one.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RebuildVaultRequest(string? Passphrase = null)
{
    /// <summary>Says nothing: the content is secret.</summary>
    public override string ToString() => nameof(RebuildVaultRequest);
}
