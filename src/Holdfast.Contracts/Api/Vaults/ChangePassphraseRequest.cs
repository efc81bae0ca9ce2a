using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Vaults;

/// <summary>Puts the keys of pool and vault copy under a new passphrase. The vault's PIN goes with <see cref="HoldfastClient.VaultPinHeader"/>.</summary>
/// <param name="Passphrase">At least 16 printable ASCII characters. Never stored in the vault, never logged, never returned.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ChangePassphraseRequest(string Passphrase)
{
    /// <summary>Says nothing: the content is secret.</summary>
    public override string ToString() => nameof(ChangePassphraseRequest);
}
