using System.Globalization;
using System.Text;
using Holdfast.Contracts.Api.Reports;

namespace Holdfast.Server.Reports.Files.Pdf;

/// <summary>
/// A report on paper: figures, charts, and the table on as many pages as it takes. Drawn in the fonts that readers of PDF have built in: a server has none installed, and
/// none has to be shipped (docs/reports.md).
/// </summary>
internal static class ReportPdf
{
    internal static byte[] Of(Report report, string server)
    {
        var contents = new ReportPages(report, server).Draw();
        var file = new PdfFile();
        var (catalog, tree, resources, information) = (file.Reserve(), file.Reserve(), file.Reserve(), file.Reserve());
        file.Write(resources, $"<< /Font << /{PdfPageContent.Regular} {Font("Helvetica")} /{PdfPageContent.Bold} {Font("Helvetica-Bold")} >> >>");
        var pages = contents.Select(content => Page(file, content, tree, resources)).ToList();
        file.Write(tree, string.Create(CultureInfo.InvariantCulture, $"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', pages.Select(PdfFile.Reference))}] >>"));
        file.Write(catalog, $"<< /Type /Catalog /Pages {PdfFile.Reference(tree)} /Lang (en) /ViewerPreferences << /DisplayDocTitle true >> >>");
        file.Write(
            information,
            $"<< /Title {Text(report.Title)} /Author {Text("Holdfast on " + server)} /Producer {Text("Holdfast")} /CreationDate (D:{report.Created.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}Z) >>");
        return file.Finish(catalog, information);
    }

    private static int Page(PdfFile file, PdfPageContent content, int tree, int resources)
    {
        var (page, stream) = (file.Reserve(), file.Reserve());
        file.WriteStream(stream, content.ToBytes());
        file.Write(
            page,
            $"<< /Type /Page /Parent {PdfFile.Reference(tree)} /MediaBox [0 0 {PdfText.Number(ReportPages.Width)} {PdfText.Number(ReportPages.Height)}] /Resources {PdfFile.Reference(resources)} /Contents {PdfFile.Reference(stream)} >>");
        return page;
    }

    private static string Font(string name) => $"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>";

    // UTF-16 with its mark, in hexadecimal: any name of a computer is itself.
    private static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";
}
