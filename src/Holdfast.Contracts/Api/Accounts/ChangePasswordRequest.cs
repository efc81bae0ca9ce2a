using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Accounts;

/// <summary>Sets a password and ends the account's sessions.</summary>
/// <param name="Current">Needed by whoever changes the own password.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ChangePasswordRequest(string Password, string? Current = null)
{
    /// <summary>Says nothing of the passwords.</summary>
    public override string ToString() => nameof(ChangePasswordRequest);
}
