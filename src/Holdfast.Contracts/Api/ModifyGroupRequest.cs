using System.Text.Json.Serialization;
using Holdfast.Contracts.Api.Groups;

namespace Holdfast.Contracts.Api;

/// <summary>Changes a protection group; null leaves a value as it is.</summary>
/// <param name="Exclude">Globs of every member.</param>
/// <param name="ExcludeExtensions">Extensions of every member.</param>
/// <param name="Policy">The whole policy; the values beside it, where given, hold before what it says.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ModifyGroupRequest(
    string? Name = null, int? RetentionDays = null, bool? Online = null, int? OnlineRetentionDays = null,
    IReadOnlyList<string>? Exclude = null, IReadOnlyList<string>? ExcludeExtensions = null, PolicyInfo? Policy = null);
