using System.Text;

namespace Holdfast.Server.Reports.Files.Pdf;

/// <summary>What is drawn on one page; the origin is its lower left corner, lengths are points.</summary>
internal sealed class PdfPageContent(PdfText encoding)
{
    private readonly StringBuilder content = new();

    /// <summary>Names of the two faces in the page's resources.</summary>
    internal const string Regular = "F1", Bold = "F2";

    internal byte[] ToBytes() => Encoding.ASCII.GetBytes(content.ToString());

    /// <param name="width">Longer text is cut.</param>
    internal void Text(string text, double x, double y, double size, double width, bool isBold = false, bool alignsRight = false, double gray = 0)
    {
        var fitted = PdfText.Fit(encoding.Encode(text), size, width);
        var left = alignsRight ? x + width - PdfText.Width(fitted, size) : x;
        content.Append($"{N(gray)} g BT /{(isBold ? Bold : Regular)} {N(size)} Tf 1 0 0 1 {N(left)} {N(y)} Tm {PdfText.Literal(fitted)} Tj ET\n");
    }

    internal void Box(double x, double y, double width, double height, double red, double green, double blue) =>
        content.Append($"{N(red)} {N(green)} {N(blue)} rg {N(x)} {N(y)} {N(width)} {N(height)} re f\n");

    internal void Line(double x, double y, double toX, double toY, double gray = 0.75) =>
        content.Append($"{N(gray)} G 0.5 w {N(x)} {N(y)} m {N(toX)} {N(toY)} l S\n");

    private static string N(double number) => PdfText.Number(number);
}
