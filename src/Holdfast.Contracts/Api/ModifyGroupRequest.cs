using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api;

/// <summary>Changes a protection group; null leaves a value as it is.</summary>
/// <param name="Exclude">Globs of every member.</param>
/// <param name="ExcludeExtensions">Extensions of every member.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ModifyGroupRequest(
    string? Name = null, int? RetentionDays = null, bool? Online = null, int? OnlineRetentionDays = null,
    IReadOnlyList<string>? Exclude = null, IReadOnlyList<string>? ExcludeExtensions = null);
