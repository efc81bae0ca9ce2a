using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Vaults;

/// <summary>Starts a new epoch of keys in pool and vault copy.</summary>
/// <param name="Passphrase">The one in force; null uses the saved one.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RotateKeysRequest(string? Passphrase = null)
{
    /// <summary>Says nothing: the content is secret.</summary>
    public override string ToString() => nameof(RotateKeysRequest);
}
