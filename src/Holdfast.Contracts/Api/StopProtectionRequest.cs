using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api;

/// <summary>Ends the protection of a group's members.</summary>
/// <param name="DeleteData">Deletes their recovery points; otherwise they stay and can be recovered.</param>
/// <param name="Source">Only this member (id, name, or path); null: all.</param>
/// <param name="Place">Where the points are deleted: disk, online; null: both.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record StopProtectionRequest(bool DeleteData, string? Source = null, string? Place = null);
