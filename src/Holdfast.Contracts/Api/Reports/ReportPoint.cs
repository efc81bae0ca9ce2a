namespace Holdfast.Contracts.Api.Reports;

/// <summary>A value of a series.</summary>
/// <param name="At">Begin of the day in the report's zone, or the moment of a sample.</param>
public sealed record ReportPoint(DateTimeOffset At, decimal Value);
