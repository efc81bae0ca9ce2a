using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Notifications;

/// <summary>Sends mail about alerts to an address.</summary>
/// <param name="Severities">Null: critical and warning.</param>
/// <param name="Types">Null: all.</param>
/// <param name="Groups">Ids or names of protection groups. Null: all, and what concerns no group.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SubscribeRequest(
    string Address, IReadOnlyList<string>? Severities = null, IReadOnlyList<string>? Types = null, IReadOnlyList<string>? Groups = null);
