using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Accounts;

/// <summary>Proves that the authenticator has the secret.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ConfirmTotpRequest(string Code);
