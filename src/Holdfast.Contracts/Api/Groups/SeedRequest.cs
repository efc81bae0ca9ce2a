using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Groups;

/// <summary>Makes the first replica of a datasource from a folder that was copied from the production server.</summary>
/// <param name="Source">Id, name, or path.</param>
/// <param name="Folder">Absolute path on the backup server.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SeedRequest(string Source, string Folder);
