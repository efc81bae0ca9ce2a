namespace Holdfast.Contracts.Api.Reports;

/// <param name="Id">One of <see cref="ReportKinds"/>.</param>
/// <param name="TakesFilters">Whether it can be limited to a group or a server.</param>
public sealed record ReportKindInfo(string Id, string Title, string Description, bool TakesFilters);
