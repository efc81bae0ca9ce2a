using System.Globalization;
using System.Text;

namespace Holdfast.Console.Text;

/// <summary>
/// Names and texts from elsewhere, with nothing in them that hides or turns what is read: characters that show nothing, or that reverse the direction, are spelled out.
/// </summary>
public static class VisibleText
{
    private const int ZeroWidthNonJoiner = 0x200C, ZeroWidthJoiner = 0x200D;

    /// <summary>A name in pieces; odd ones stand for a character that would not be seen, or at an end where it would be overlooked.</summary>
    public static IReadOnlyList<VisiblePiece> Pieces(string name) => Pieces(name, isText: false);

    /// <summary>The same as one text.</summary>
    public static string Of(string name) => string.Concat(Pieces(name).Select(piece => piece.Text));

    /// <summary>A text of several lines: line ends and tabs stay as they are.</summary>
    public static string Lines(string text) => string.Concat(Pieces(text.ReplaceLineEndings("\n"), isText: true).Select(piece => piece.Text));

    private static List<VisiblePiece> Pieces(string name, bool isText)
    {
        var pieces = new List<VisiblePiece>();
        var plain = new StringBuilder();
        var (at, first, last) = (0, isText ? 0 : name.Length - name.TrimStart(' ').Length, isText ? name.Length : name.TrimEnd(' ').Length);
        foreach (var rune in name.EnumerateRunes())
        {
            var odd = rune.Value == ' ' && (at < first || at >= last) ? "␣" : isText && rune.Value is '\n' or '\t' ? null : Spelled(rune);
            at += rune.Utf16SequenceLength;
            if (odd is null)
            {
                plain.Append(rune.ToString());
                continue;
            }
            if (plain.Length > 0) pieces.Add(new VisiblePiece(plain.ToString(), IsOdd: false));
            plain.Clear();
            pieces.Add(new VisiblePiece(odd, IsOdd: true));
        }
        if (plain.Length > 0) pieces.Add(new VisiblePiece(plain.ToString(), IsOdd: false));
        return pieces;
    }

    // Joiners are part of how Persian, Indic scripts, and emoji are written, and turn nothing around.
    private static string? Spelled(Rune rune) => rune.Value is ZeroWidthNonJoiner or ZeroWidthJoiner ? null : Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
            => "‹U+" + rune.Value.ToString("X4", CultureInfo.InvariantCulture) + "›",
        _ => null,
    };
}
