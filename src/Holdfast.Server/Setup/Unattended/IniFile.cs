using Holdfast.Contracts.Errors;

namespace Holdfast.Server.Setup.Unattended;

/// <summary>Reads INI files: [SECTION], KEY=VALUE, comments behind ; or # at a line's beginning; a value may stand in double quotes. Case makes no difference in names.</summary>
internal static class IniFile
{
    internal const int LongestText = 256 << 10;
    private const int LongestLine = 8192, MostLines = 5000;

    /// <exception cref="HoldfastException"><see cref="ErrorCode.SetupAnswersWrong"/>; names the line, never a value.</exception>
    internal static IReadOnlyList<IniLine> Parse(string text)
    {
        if (text.Length > LongestText) throw new HoldfastException(ErrorCode.SetupAnswersWrong, "The file is too long.");
        var found = new List<IniLine>();
        var section = "";
        var number = 0;
        foreach (var raw in text.TrimStart('\uFEFF').Split('\n'))
        {
            if (++number > MostLines) throw Wrong(number, "the file has too many lines");
            var line = raw.Trim();
            if (line.Length > LongestLine) throw Wrong(number, "it is too long");
            if (line.Length == 0 || line[0] is ';' or '#') continue;
            if (line[0] == '[')
            {
                if (line.Length < 3 || line[^1] != ']') throw Wrong(number, "a section's name stands in brackets, as in [OPTIONS]");
                section = line[1..^1].Trim();
                continue;
            }
            var (key, value) = Split(line, number);
            if (section.Length == 0) throw Wrong(number, "it stands before the first section, such as [OPTIONS]");
            if (found.FirstOrDefault(other => Same(other.Section, section) && Same(other.Key, key)) is { } earlier)
                throw Wrong(number, $"{key} was given in line {earlier.Number} already");
            found.Add(new IniLine(section, key, value, number));
        }
        return found;
    }

    internal static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static (string Key, string Value) Split(string line, int number)
    {
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0) throw Wrong(number, "KEY=VALUE was expected");
        var value = line[(equals + 1)..].Trim();
        if (value.Any(char.IsControl)) throw Wrong(number, "it holds control characters");
        return (line[..equals].Trim(), value is ['"', .. var inner, '"'] ? inner : value);
    }

    private static HoldfastException Wrong(int number, string what) => new(ErrorCode.SetupAnswersWrong, $"Line {number}: {what}.");
}
