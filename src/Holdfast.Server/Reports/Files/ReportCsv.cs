using CsvHelper;
using Holdfast.Contracts.Api.Reports;

namespace Holdfast.Server.Reports.Files;

/// <summary>
/// A report's rows as CSV, with exact values and the columns' ids as its header. Names come from other computers: a text that a spreadsheet would run as a formula begins
/// with an apostrophe.
/// </summary>
internal static class ReportCsv
{
    // What the library looks for are ASCII characters at the very beginning; spreadsheets also pass over blanks, and some take the wide forms.
    private const string Formula = "=+-@\uFF1D\uFF0B\uFF0D\uFF20|%";

    internal static byte[] Of(Report report)
    {
        using var file = new MemoryStream();
        using (var csv = CsvWriter.Create(file, new CsvWriterOptions { WriteByteOrderMark = true, Injection = CsvInjection.Escape }, leaveOpen: true))
        {
            foreach (var column in report.Columns) csv.WriteField(column.Id);
            csv.EndRecord();
            foreach (var row in report.Rows)
            {
                foreach (var value in row)
                    if (value.Number is { } number) csv.WriteField(number, default);
                    else csv.WriteField(Defused(value.Text ?? ""));
                csv.EndRecord();
            }
        }
        return file.ToArray();
    }

    private static string Defused(string text)
    {
        var first = text.AsSpan().TrimStart();
        var isFormula = text.Length > 0 && (char.IsControl(text[0]) || (first.Length > 0 && Formula.Contains(first[0])));
        return isFormula ? "'" + text : text;
    }
}
