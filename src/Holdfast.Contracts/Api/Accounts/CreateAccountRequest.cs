using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Accounts;

/// <summary>Makes an account.</summary>
/// <param name="Name">Of a person of the directory ldap:NAME, of the OpenID provider oidc:NAME: the account then says what they may, whatever their groups give.</param>
/// <param name="Password">Null where the name is one of those.</param>
/// <param name="Role">administrator, operator, recoveryOperator, reader.</param>
/// <param name="Servers">Limits the account to these production servers; not for administrators.</param>
/// <param name="Groups">Limits the account to these protection groups (name or id).</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CreateAccountRequest(
    string Name, string Role, string? Password = null, IReadOnlyList<string>? Servers = null, IReadOnlyList<string>? Groups = null)
{
    /// <summary>Says nothing of the password.</summary>
    public override string ToString() => $"{Name}: {Role}";
}
