using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Accounts;

/// <summary>Begins a second factor.</summary>
/// <param name="Password">The account's; not asked of the holder of the data folder's token.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record EnrollTotpRequest(string? Password = null)
{
    /// <summary>Says nothing of the password.</summary>
    public override string ToString() => nameof(EnrollTotpRequest);
}
