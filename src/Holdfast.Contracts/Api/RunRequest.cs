using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api;

/// <summary>Names what a job runs over: one datasource (id, name, or path), or all of a group (id or name). Exactly one of the two.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RunRequest(string? Source = null, string? Group = null);
