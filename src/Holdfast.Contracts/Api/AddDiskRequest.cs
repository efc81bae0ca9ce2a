using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api;

/// <summary>Adds a folder to the storage pool. <paramref name="Path"/> is absolute.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AddDiskRequest(string Path);
