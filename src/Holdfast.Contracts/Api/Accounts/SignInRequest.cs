using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Accounts;

/// <summary>Signs in with a name and a password, with the ID token of an OpenID provider, or with a link that somebody who is signed in has made.</summary>
/// <param name="Code">Six digits of the authenticator, or a recovery code; where the account has a second factor.</param>
/// <param name="IdToken">Instead of name and password.</param>
/// <param name="Link">Code of a <see cref="SignInLink"/>, instead of name and password.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SignInRequest(string? Name = null, string? Password = null, string? Code = null, string? IdToken = null, string? Link = null)
{
    /// <summary>Says nothing of the secrets.</summary>
    public override string ToString() => $"{Name}";
}
