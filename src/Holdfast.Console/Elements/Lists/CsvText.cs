using System.Text;

namespace Holdfast.Console.Elements.Lists;

/// <summary>Rows as comma-separated text (RFC 4180). Cells that a spreadsheet would run as a formula are defused.</summary>
internal static class CsvText
{
    internal static string Of(IReadOnlyList<string> titles, IEnumerable<IEnumerable<string?>> rows)
    {
        var text = new StringBuilder();
        Append(text, titles);
        foreach (var row in rows) Append(text, row);
        return text.ToString();
    }

    private static void Append(StringBuilder text, IEnumerable<string?> cells) => text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    private static string Cell(string? value)
    {
        var text = value ?? "";
        if (text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] && !double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _)) text = "'" + text;
        return text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"")}\"";
    }
}
