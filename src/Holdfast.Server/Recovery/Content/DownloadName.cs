using System.Globalization;
using System.Text;

namespace Holdfast.Server.Recovery.Content;

/// <summary>
/// The name under which a browser saves a file. Names come from production servers and may hold anything: what could end a header, lead into another folder, or
/// show another ending than the name has is replaced.
/// </summary>
internal static class DownloadName
{
    private const int Longest = 200;

    /// <summary>Value of Content-Disposition: plain characters for old programs, and the name itself, escaped (RFC 6266).</summary>
    internal static string Disposition(string name)
    {
        var safe = Safe(name);
        return $"attachment; filename=\"{Plain(safe)}\"; filename*=UTF-8''{Uri.EscapeDataString(safe)}";
    }

    private static string Safe(string name)
    {
        var text = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            if (text.Length >= Longest) break;
            var isMisleading = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate;
            if (isMisleading || rune == Rune.ReplacementChar || (rune.IsAscii && "/\\:*?\"<>|".Contains((char)rune.Value))) text.Append('_');
            else text.Append(rune.ToString());
        }
        var safe = text.ToString().TrimStart('.').TrimEnd('.', ' ');
        return safe.Trim().Length == 0 ? "file" : safe;
    }

    private static string Plain(string safe) => string.Concat(safe.Select(one => char.IsAsciiLetterOrDigit(one) || " ._-()+,=@".Contains(one) ? one : '_'));
}
