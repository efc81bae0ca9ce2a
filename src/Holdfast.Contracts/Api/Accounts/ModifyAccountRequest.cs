using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Accounts;

/// <summary>Changes an account and ends its sessions; null leaves a value as it is, an empty list ends a limit.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ModifyAccountRequest(string? Role = null, IReadOnlyList<string>? Servers = null, IReadOnlyList<string>? Groups = null);
