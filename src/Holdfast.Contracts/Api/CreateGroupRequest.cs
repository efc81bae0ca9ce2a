using System.Text.Json.Serialization;
using Holdfast.Contracts.Api.Groups;

namespace Holdfast.Contracts.Api;

/// <summary>Makes a protection group without members.</summary>
/// <param name="RetentionDays">1…448 days on disk, default 14.</param>
/// <param name="OnlineRetentionDays">1…36,500 days in the vault, default 30.</param>
/// <param name="Policy">The whole policy; the values beside it, where given, hold before what it says.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CreateGroupRequest(
    string Name, int? RetentionDays = null, bool Online = false, int? OnlineRetentionDays = null, PolicyInfo? Policy = null,
    IReadOnlyList<string>? Exclude = null, IReadOnlyList<string>? ExcludeExtensions = null);
