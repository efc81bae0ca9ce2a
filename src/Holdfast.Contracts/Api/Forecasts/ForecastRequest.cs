using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api.Forecasts;

/// <summary>Asks what a recovery will read, take, and cost; recovers nothing.</summary>
/// <param name="Source">Datasource: id, name, or path.</param>
/// <param name="At">Id of a point, "latest", or an RFC 3339 time (the newest point not later).</param>
/// <param name="Items">Paths relative to the datasource's root as browse shows them; null or empty for everything.</param>
/// <param name="Online">From the vault.</param>
/// <param name="ExternalServer">Id of another server of the vault whose point it is.</param>
/// <param name="Tier">hot, cool, cold: where the vault keeps packs; null for the one that the price file names.</param>
/// <param name="BytesPerSecond">Rate of restored bytes to reckon with; null for what was measured, or assumed.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ForecastRequest(
    string Source, string At = "latest", IReadOnlyList<string>? Items = null, bool Online = false, string? ExternalServer = null, string? Tier = null, long? BytesPerSecond = null);
