using System.Globalization;
using System.Text;

namespace Holdfast.Server.Reports.Files.Pdf;

/// <summary>
/// Text in the encoding of the fonts that every reader of PDF has built in (WinAnsi). What it does not hold is shown as a question mark, and noted. Not thread-safe: one for
/// each document.
/// </summary>
internal sealed class PdfText
{
    // The places from 0x80 to 0x9F; zero is none.
    private const string Upper = "\u20AC\0\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\0\u017D\0\0\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\0\u017E\u0178";

    // Helvetica, of the 95 characters from the blank on, in thousandths of the size: Adobe's metrics of the base fonts.
    private static readonly short[] widths =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    /// <summary>Something could not be shown.</summary>
    internal bool HasLoss { get; private set; }

    /// <summary>One line in the encoding: control characters are blanks.</summary>
    internal byte[] Encode(string text)
    {
        var bytes = new List<byte>(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            var place = rune.IsBmp ? Upper.IndexOf((char)rune.Value) : -1;
            if (Rune.IsControl(rune)) bytes.Add((byte)' ');
            else if (rune.Value is < 0x7F or >= 0xA0 and <= 0xFF) bytes.Add((byte)rune.Value);
            else if (place >= 0) bytes.Add((byte)(0x80 + place));
            else
            {
                HasLoss = true;
                bytes.Add((byte)'?');
            }
        }
        return [.. bytes];
    }

    /// <summary>Points that a line takes in Helvetica; accented letters are as wide as their neighbors, and the bold face hardly wider.</summary>
    internal static double Width(ReadOnlySpan<byte> text, double size)
    {
        var sum = 0;
        foreach (var one in text) sum += one is >= 32 and < 127 ? widths[one - 32] : one == 0x85 ? 1000 : 600;
        return sum * size / 1000;
    }

    /// <summary>As much of a line as fits, with an ellipsis where it is cut.</summary>
    internal static ReadOnlySpan<byte> Fit(byte[] text, double size, double width)
    {
        if (Width(text, size) <= width) return text;
        var length = text.Length;
        while (length > 0 && Width(text.AsSpan(0, length), size) + size > width) length--;
        return (byte[])[.. text.AsSpan(0, length), 0x85];
    }

    /// <summary>As a literal of a content stream, in ASCII.</summary>
    internal static string Literal(ReadOnlySpan<byte> text)
    {
        var literal = new StringBuilder("(");
        foreach (var one in text)
            if (one is (byte)'(' or (byte)')' or (byte)'\\') literal.Append('\\').Append((char)one);
            else if (one is >= 32 and < 127) literal.Append((char)one);
            else literal.Append('\\').Append(Convert.ToString(one, 8).PadLeft(3, '0'));
        return literal.Append(')').ToString();
    }

    internal static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
