using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api;

/// <summary>Makes a protection group without members.</summary>
/// <param name="RetentionDays">1…448 days on disk, default 14.</param>
/// <param name="OnlineRetentionDays">1…36,500 days in the vault, default 30.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CreateGroupRequest(string Name, int? RetentionDays = null, bool Online = false, int? OnlineRetentionDays = null);
