using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Groups;

/// <summary>Deletes the recovery points of a datasource whose protection has been stopped.</summary>
/// <param name="Source">Id, name, or path.</param>
/// <param name="Place">disk, online; null: both.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DeleteInactiveRequest(string Source, string? Place = null);
