using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Accounts;

/// <summary>Signs in with a name and a password, or with the ID token of an OpenID provider.</summary>
/// <param name="Code">Six digits of the authenticator, or a recovery code; where the account has a second factor.</param>
/// <param name="IdToken">Instead of name and password.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SignInRequest(string? Name = null, string? Password = null, string? Code = null, string? IdToken = null)
{
    /// <summary>Says nothing of the secrets.</summary>
    public override string ToString() => $"{Name}";
}
