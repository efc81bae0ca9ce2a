namespace Holdfast.Contracts.Api.Insight;

/// <summary>What became of every protected datasource on every day: a row a datasource, by server and name; a cell a day, the oldest first.</summary>
/// <param name="Days">Days in the zone that was asked for.</param>
/// <param name="Total">Protected datasources that the caller sees, on all pages.</param>
public sealed record ProtectionMap(IReadOnlyList<DateOnly> Days, string Zone, int Total, int Offset, IReadOnlyList<MapRow> Rows);
