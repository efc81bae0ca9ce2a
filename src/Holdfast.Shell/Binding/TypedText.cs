using System.Globalization;

namespace Holdfast.Shell.Binding;

/// <summary>A word as somebody typed it without quotes: what it means depends on what it is bound to.</summary>
/// <param name="Splits">A comma in it separates values, where several are wanted. The language of the shell has separated them itself.</param>
internal sealed record TypedText(string Text, bool Splits)
{
    private static readonly Dictionary<string, long> units = new(StringComparer.OrdinalIgnoreCase)
    {
        ["KB"] = 1L << 10, ["MB"] = 1L << 20, ["GB"] = 1L << 30, ["TB"] = 1L << 40, ["PB"] = 1L << 50,
    };

    /// <summary>Where several values are wanted.</summary>
    internal object Many => Splits && Text.Contains(',', StringComparison.Ordinal) ? Text.Split(',').Select(part => (object)new TypedText(part, Splits: false)).ToArray() : this;

    /// <summary>Where anything is wanted: a number, a truth value, nothing, or the text itself.</summary>
    internal object? Natural => Text.ToLowerInvariant() switch
    {
        "$true" when Splits => true,
        "$false" when Splits => false,
        "$null" when Splits => null,
        _ => Number(Text) ?? Text,
    };

    /// <summary>The number that a word is: an int where it fits, else a long, else a double; KB to PB are powers of 1024. Null: it is none.</summary>
    internal static object? Number(string text)
    {
        if (text.Length == 0 || !(char.IsAsciiDigit(text[0]) || text[0] is '-' or '+' or '.')) return null;
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) return long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits) ? Smallest(bits) : null;
        if (!(char.IsAsciiDigit(text[^1]) || text[^1] is 'B' or 'b')) return null;
        var unit = text.Length > 2 && units.TryGetValue(text[^2..], out var size) ? size : 1;
        var digits = unit == 1 ? text : text[..^2];
        var culture = CultureInfo.InvariantCulture;
        if (long.TryParse(digits, NumberStyles.AllowLeadingSign, culture, out var whole) && Math.Abs((double)whole * unit) < long.MaxValue) return Smallest(whole * unit);
        return double.TryParse(digits, NumberStyles.Float, culture, out var real) ? real * unit : null;
    }

    public override string ToString() => Text;

    private static object Smallest(long number) => number is >= int.MinValue and <= int.MaxValue ? (object)(int)number : number;
}
