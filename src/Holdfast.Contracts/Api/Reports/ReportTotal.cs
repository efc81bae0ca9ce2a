namespace Holdfast.Contracts.Api.Reports;

/// <summary>A figure over all rows.</summary>
/// <param name="Unit">One of <see cref="ReportUnits"/>; null for text.</param>
public sealed record ReportTotal(string Id, string Title, string? Unit, ReportValue Value);
