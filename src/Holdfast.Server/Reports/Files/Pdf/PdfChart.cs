using Holdfast.Contracts.Api.Reports;

namespace Holdfast.Server.Reports.Files.Pdf;

/// <summary>A series as bars over time, in a shade that prints in gray.</summary>
internal static class PdfChart
{
    internal const double Height = 84;
    private const double Plot = 52, AxisWidth = 62;

    /// <param name="top">Upper edge.</param>
    internal static void Draw(PdfPageContent page, ReportSeries series, ReportText text, double x, double top, double width)
    {
        var (bottom, left) = (top - 14 - Plot, x + AxisWidth);
        var highest = series.Points.Max(point => point.Value);
        page.Text(series.Title, x, top - 9, 8, width, isBold: true);
        page.Line(left, bottom, x + width, bottom);
        page.Line(left, bottom + Plot, x + width, bottom + Plot, 0.9);
        page.Text(text.Of(ReportValue.Of(highest), series.Unit), x, bottom + Plot - 3, 7, AxisWidth - 4, alignsRight: true, gray: 0.35);
        page.Text(text.Of(ReportValue.Of(0m), series.Unit), x, bottom - 2, 7, AxisWidth - 4, alignsRight: true, gray: 0.35);
        var step = (x + width - left) / series.Points.Count;
        for (var i = 0; i < series.Points.Count && highest > 0; i++)
            if (series.Points[i].Value > 0)
                page.Box(left + (i * step), bottom, Math.Max(step * 0.8, 0.4), (double)(series.Points[i].Value / highest) * Plot, 0.16, 0.36, 0.62);
        page.Text(text.Day(series.Points[0].At), left, bottom - 9, 7, 80, gray: 0.35);
        page.Text(text.Day(series.Points[^1].At), x + width - 80, bottom - 9, 7, 80, alignsRight: true, gray: 0.35);
    }
}
