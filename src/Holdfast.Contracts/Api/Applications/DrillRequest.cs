using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Applications;

/// <summary>Proves a recovery point by recovering it as far as this computer allows. What is protected is not touched.</summary>
/// <param name="Source">Datasource: id, name, or path.</param>
/// <param name="At">Id of a point, "latest", or an RFC 3339 time (the newest point not later).</param>
/// <param name="Online">From the vault.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DrillRequest(string Source, string At = "latest", bool Online = false);
