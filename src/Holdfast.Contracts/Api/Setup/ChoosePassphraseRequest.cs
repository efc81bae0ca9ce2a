using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Setup;

/// <summary>Puts all keys under another passphrase, as long as nobody has confirmed to have saved the present one.</summary>
/// <param name="Passphrase">At least 16 printable ASCII characters; null: one is generated.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ChoosePassphraseRequest(string? Passphrase = null)
{
    /// <summary>Says nothing: the content is secret.</summary>
    public override string ToString() => nameof(ChoosePassphraseRequest);
}
