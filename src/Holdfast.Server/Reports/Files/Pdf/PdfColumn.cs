namespace Holdfast.Server.Reports.Files.Pdf;

/// <summary>Where a column of the table lies.</summary>
internal sealed record PdfColumn(string Title, string? Unit, double X, double Width)
{
    internal bool IsNumber => Unit is not null and not Contracts.Api.Reports.ReportUnits.Time and not Contracts.Api.Reports.ReportUnits.Date;
}
