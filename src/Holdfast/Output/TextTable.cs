namespace Holdfast.Output;

/// <summary>Rows under headings, in columns as wide as their content. Headings that end in '#' hold numbers and are aligned right.</summary>
internal sealed class TextTable(params string[] headings)
{
    private const string Gap = "  ";
    private readonly List<string[]> rows = [];

    internal IReadOnlyList<string> Headings { get; } = [.. headings.Select(heading => heading.TrimEnd('#'))];

    internal IReadOnlyList<string[]> Rows => rows;

    internal bool IsEmpty => rows.Count == 0;

    internal bool IsNumber(int column) => headings[column].EndsWith('#');

    internal void Add(params string[] cells) => rows.Add(cells);

    internal void Write(TextWriter output)
    {
        var widths = Headings.Select((heading, column) => rows.Select(row => row[column].Length).Append(heading.Length).Max()).ToArray();
        WriteRow(output, Headings, widths);
        foreach (var row in rows) WriteRow(output, row, widths);
    }

    private void WriteRow(TextWriter output, IReadOnlyList<string> cells, int[] widths)
    {
        var padded = cells.Select((cell, column) => IsNumber(column) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
        output.WriteLine(string.Join(Gap, padded).TrimEnd());
    }
}
