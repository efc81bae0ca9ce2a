using Holdfast.Contracts.Api.Reports;

namespace Holdfast.Console.Pages.Reports;

/// <summary>A row of a report, and where it stands in it.</summary>
internal sealed record ReportRow(int Number, IReadOnlyList<ReportValue> Values);
