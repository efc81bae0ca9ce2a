using Holdfast.Contracts.Api.Reports;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Holdfast.Server.Reports.Files.Pdf;

/// <summary>
/// A report on paper: figures, charts, and the table on as many pages as it takes. Drawn in the fonts that readers of PDF have built in: a server has none installed, and
/// none has to be shipped (docs/reports.md).
/// </summary>
internal static class ReportPdf
{
    internal static byte[] Of(Report report, string server)
    {
        var pages = new ReportPages(report, server).Draw();
        using var document = new PdfDocument();
        document.Info.Title = report.Title;
        document.Info.Author = $"Holdfast on {server}";
        document.Info.CreationDate = report.Created.UtcDateTime;
        document.Language = "en";
        var fonts = new PdfDictionary(document);
        fonts.Elements.SetReference("/" + PdfPageContent.Regular, Font(document, "/Helvetica"));
        fonts.Elements.SetReference("/" + PdfPageContent.Bold, Font(document, "/Helvetica-Bold"));
        document.Internals.AddObject(fonts);
        foreach (var content in pages)
        {
            var page = document.AddPage();
            page.Width = XUnitPt.FromPoint(ReportPages.Width);
            page.Height = XUnitPt.FromPoint(ReportPages.Height);
            page.Resources.Elements.SetReference("/Font", fonts);
            page.Contents.AppendContent().CreateStream(content.ToBytes());
        }
        using var file = new MemoryStream();
        document.Save(file, closeStream: false);
        return file.ToArray();
    }

    private static PdfDictionary Font(PdfDocument document, string name)
    {
        var font = new PdfDictionary(document);
        font.Elements.SetName("/Type", "/Font");
        font.Elements.SetName("/Subtype", "/Type1");
        font.Elements.SetName("/BaseFont", name);
        font.Elements.SetName("/Encoding", "/WinAnsiEncoding");
        document.Internals.AddObject(font);
        return font;
    }
}
