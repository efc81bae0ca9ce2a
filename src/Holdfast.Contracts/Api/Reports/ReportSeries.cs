namespace Holdfast.Contracts.Api.Reports;

/// <summary>Values over time, for a chart; oldest first.</summary>
/// <param name="Unit">One of <see cref="ReportUnits"/>.</param>
public sealed record ReportSeries(string Id, string Title, string Unit, IReadOnlyList<ReportPoint> Points);
