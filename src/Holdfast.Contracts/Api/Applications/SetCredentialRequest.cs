using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Applications;

/// <summary>Keeps a credential, in the place of one for the same target.</summary>
/// <param name="Target">Beginning of the addresses that it is for, such as postgresql://db1.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SetCredentialRequest(string Target, string User, string Password)
{
    public override string ToString() => $"{User} for {Target}";
}
