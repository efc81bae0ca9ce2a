using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api;

/// <summary>Creates recovery points of one datasource (id, name, or path) or of all of a group. Exactly one of the two.</summary>
/// <param name="Online">Sends them to the vault as well; null: as the group says.</param>
/// <param name="ExpressFull">For file datasources the same as without: every point is full.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CreateRecoveryPointRequest(string? Source = null, string? Group = null, bool? Online = null, bool ExpressFull = false);
