namespace Holdfast.Contracts.Api.Reports;

public sealed record ReportKindList(IReadOnlyList<ReportKindInfo> Kinds);
