namespace Holdfast.Server.Telemetry;

/// <summary>A metric as docs/monitoring.md lists it.</summary>
/// <param name="Name">With dots, as OpenTelemetry has it.</param>
/// <param name="Unit">UCUM: "s", "By", or a word in braces; null for a plain ratio or state.</param>
/// <param name="Labels">Names of its labels.</param>
public sealed record MetricDescription(string Name, MetricKind Kind, string? Unit, string Meaning, params string[] Labels);
