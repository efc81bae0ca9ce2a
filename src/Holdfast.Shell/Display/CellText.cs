using System.Collections;
using System.Globalization;
using System.Security;
using System.Text;

namespace Holdfast.Shell.Display;

/// <summary>A value as a person reads it, on one line.</summary>
internal static class CellText
{
    private const string Hidden = "********";

    internal static string Of(object? value) => value switch
    {
        null => "",
        string text => Safe(text),
        SecureString => Hidden,
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("yyyy-MM-dd HH:mm:ssK", CultureInfo.InvariantCulture),
        double number => number.ToString("0.##", CultureInfo.InvariantCulture),
        IEnumerable many => $"{{{string.Join(", ", many.Cast<object?>().Select(Of))}}}",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => Safe(value.ToString() ?? ""),
    };

    /// <summary>Names of files come from anybody: what would steer the terminal is shown as a box.</summary>
    internal static string Safe(string text, bool lines = false)
    {
        if (!text.Any(letter => Steers(letter, lines))) return text;
        var safe = new StringBuilder(text.Length);
        foreach (var letter in text) safe.Append(Steers(letter, lines) ? '\u25a1' : letter);
        return safe.ToString();
    }

    private static bool Steers(char letter, bool lines) => char.IsControl(letter) && !(lines && letter is '\n' or '\t' or '\r');
}
