using Holdfast.Contracts.Api.Reports;

namespace Holdfast.Server.Reports.Files.Pdf;

/// <summary>Shares the width of a page among the columns: each as wide as its content, and where that is too much, the wide ones give way.</summary>
internal static class PdfColumns
{
    private const double Gap = 6, Least = 24;

    internal static IReadOnlyList<PdfColumn> Of(Report report, Func<ReportValue, string?, string> shown, PdfText encoding, double left, double width, double size)
    {
        var wanted = report.Columns.Select((column, i) => report.Rows.Select(row => shown(row[i], column.Unit)).Append(column.Title)
            .Max(text => PdfText.Width(encoding.Encode(text), size)) + 2).ToArray();
        var room = width - (Gap * (wanted.Length - 1));
        var widest = wanted.Max();
        // The bound under which all of them fit together.
        for (var (low, high, turn) = (Least, widest, 0); turn < 30; turn++)
        {
            var middle = (low + high) / 2;
            if (wanted.Sum(one => Math.Min(one, middle)) > room) high = middle;
            else low = middle;
            widest = low;
        }
        var columns = new List<PdfColumn>();
        var x = left;
        foreach (var (column, want) in report.Columns.Zip(wanted))
        {
            columns.Add(new PdfColumn(column.Title, column.Unit, x, Math.Min(want, widest)));
            x += columns[^1].Width + Gap;
        }
        return columns;
    }
}
