using System.Globalization;
using Holdfast.Contracts.Api.Reports;

namespace Holdfast.Server.Reports.Files.Pdf;

/// <summary>Lays a report out on pages of A4 across.</summary>
internal sealed class ReportPages(Report report, string server)
{
    /// <summary>A4 across, in points.</summary>
    internal const double Width = 842, Height = 595;

    private const double Margin = 36, Inner = Width - (2 * Margin), Bottom = Margin + 18, Size = 7.5, RowHeight = 11;
    private const int MostCharts = 6, FiguresInARow = 4;
    private readonly PdfText encoding = new();
    private readonly ReportText text = new(report.Zone);
    private readonly List<PdfPageContent> pages = [];
    private double y;

    internal IReadOnlyList<PdfPageContent> Draw()
    {
        Begin();
        Title();
        Figures();
        Charts();
        Table();
        Notes();
        for (var i = 0; i < pages.Count; i++)
        {
            pages[i].Text($"Holdfast on {server}: {report.Title}", Margin, Margin - 4, 7, Inner - 120, gray: 0.35);
            pages[i].Text(string.Create(CultureInfo.InvariantCulture, $"Page {i + 1} of {pages.Count}"), Width - Margin - 120, Margin - 4, 7, 120, alignsRight: true, gray: 0.35);
        }
        return pages;
    }

    private PdfPageContent Page => pages[^1];

    private void Begin()
    {
        pages.Add(new PdfPageContent(encoding));
        y = Height - Margin;
    }

    private void Title()
    {
        Page.Text(report.Title, Margin, y - 14, 16, Inner, isBold: true);
        var filter = (report.Group is { } group ? $", protection group {group}" : "") + (report.Server is { } only ? $", server {only}" : "");
        Page.Text($"{text.Of(report.From)} to {text.Of(report.To)} ({report.Zone}){filter}", Margin, y - 28, 9, Inner);
        Page.Text($"Holdfast on {server}, made {text.Of(report.Created)}", Margin, y - 40, 8, Inner, gray: 0.35);
        y -= 58;
    }

    private void Figures()
    {
        var width = Inner / FiguresInARow;
        foreach (var row in report.Totals.Chunk(FiguresInARow))
        {
            for (var i = 0; i < row.Length; i++)
            {
                Page.Text(text.Of(row[i].Value, row[i].Unit), Margin + (i * width), y - 12, 13, width - 8, isBold: true);
                Page.Text(row[i].Title, Margin + (i * width), y - 22, 8, width - 8, gray: 0.35);
            }
            y -= 34;
        }
    }

    private void Charts()
    {
        var half = (Inner - 18) / 2;
        foreach (var pair in report.Series.Where(series => series.Points.Count > 0).Take(MostCharts).Chunk(2))
        {
            if (y - PdfChart.Height < Bottom) Begin();
            for (var i = 0; i < pair.Length; i++) PdfChart.Draw(Page, pair[i], text, Margin + (i * (half + 18)), y, half);
            y -= PdfChart.Height + 6;
        }
    }

    private void Table()
    {
        var columns = PdfColumns.Of(report, text.Of, encoding, Margin, Inner, Size);
        if (y - (4 * RowHeight) < Bottom) Begin();
        Heading(columns);
        foreach (var row in report.Rows)
        {
            if (y - RowHeight < Bottom)
            {
                Begin();
                Heading(columns);
            }
            for (var i = 0; i < columns.Count; i++)
                Page.Text(text.Of(row[i], columns[i].Unit), columns[i].X, y - 8, Size, columns[i].Width, alignsRight: columns[i].IsNumber);
            y -= RowHeight;
            Page.Line(Margin, y, Width - Margin, y, 0.9);
        }
        if (report.Rows.Count > 0) return;
        Page.Text("There is nothing to show for this period.", Margin, y - 9, 9, Inner, gray: 0.35);
        y -= 2 * RowHeight;
    }

    private void Heading(IReadOnlyList<PdfColumn> columns)
    {
        foreach (var column in columns) Page.Text(column.Title, column.X, y - 8, Size, column.Width, isBold: true, alignsRight: column.IsNumber);
        y -= RowHeight;
        Page.Line(Margin, y, Width - Margin, y, 0.4);
    }

    // At the end, when it is known whether all could be shown.
    private void Notes()
    {
        var notes = report.Notes.ToList();
        if (report.IsCut) notes.Add("There are more rows than a report holds: choose a group, a server, or a shorter period.");
        if (encoding.HasLoss) notes.Add("Characters that the built-in fonts of PDF readers do not have are shown as '?'; the CSV file has them.");
        foreach (var note in notes)
        {
            if (y - 14 < Bottom) Begin();
            y -= 12;
            Page.Text(note, Margin, y, 8, Inner, gray: 0.35);
        }
    }
}
