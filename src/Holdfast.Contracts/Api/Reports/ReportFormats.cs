namespace Holdfast.Contracts.Api.Reports;

/// <summary>Files that a report can be.</summary>
public static class ReportFormats
{
    /// <summary>RFC 4180 in UTF-8 with a byte order mark. Cells that a spreadsheet would take for a formula begin with an apostrophe.</summary>
    public const string Csv = "csv";

    public const string Pdf = "pdf";

    public static IReadOnlyList<string> All { get; } = [Csv, Pdf];
}
