namespace Holdfast.Contracts.Api.Reports;

/// <param name="Id">Stays the same over versions, for scripts.</param>
/// <param name="Unit">One of <see cref="ReportUnits"/>; null for text.</param>
public sealed record ReportColumn(string Id, string Title, string? Unit = null);
