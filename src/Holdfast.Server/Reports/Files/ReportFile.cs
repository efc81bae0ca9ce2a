using System.Globalization;
using Holdfast.Contracts.Api.Reports;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Notifications;
using Holdfast.Server.Reports.Files.Pdf;

namespace Holdfast.Server.Reports.Files;

/// <summary>A report as a file.</summary>
internal static class ReportFile
{
    internal const string CsvType = "text/csv; charset=utf-8", PdfType = "application/pdf";

    internal static MailFile Of(Report report, string format) => format switch
    {
        ReportFormats.Csv => new MailFile(Name(report, "csv"), CsvType, ReportCsv.Of(report)),
        ReportFormats.Pdf => new MailFile(Name(report, "pdf"), PdfType, ReportPdf.Of(report, Environment.MachineName)),
        _ => throw Unknown(format),
    };

    internal static HoldfastException Unknown(string format) =>
        new(ErrorCode.ReportUnknown, $"'{(format.Length > 20 ? format[..20] : format)}' is no form of a report.", $"Give one of: {string.Join(", ", ReportFormats.All)}.");

    private static string Name(Report report, string extension)
    {
        var calendar = new Protection.Reports.ReportCalendar(report.Zone);
        return string.Create(CultureInfo.InvariantCulture, $"holdfast-{report.Kind}-{calendar.DayOf(report.From):yyyy-MM-dd}-{calendar.DayOf(report.To.AddTicks(-1)):yyyy-MM-dd}.{extension}");
    }
}
