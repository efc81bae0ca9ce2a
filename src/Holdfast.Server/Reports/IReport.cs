using Holdfast.Contracts.Api.Reports;

namespace Holdfast.Server.Reports;

/// <summary>One kind of report.</summary>
internal interface IReport
{
    ReportKindInfo Kind { get; }

    Report Make(ReportFrame frame);
}
