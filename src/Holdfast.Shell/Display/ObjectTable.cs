namespace Holdfast.Shell.Display;

/// <summary>Properties of objects in columns, or one below the other.</summary>
internal sealed class ObjectTable
{
    private const string Gap = "  ";
    private readonly IReadOnlyList<string> headings;
    private readonly List<string[]> cells;
    private readonly int[] widths;
    private readonly bool[] numbers;

    internal ObjectTable(IReadOnlyList<string> headings, IReadOnlyList<object?[]> rows)
    {
        this.headings = headings;
        cells = [.. rows.Select(row => Array.ConvertAll(row, CellText.Of))];
        widths = [.. headings.Select((heading, column) => Math.Max(heading.Length, cells.Count == 0 ? 0 : cells.Max(row => row[column].Length)))];
        numbers = [.. headings.Select((_, column) => rows.All(row => row[column] is null or int or long or double) && rows.Any(row => row[column] is not null))];
    }

    internal int Width => widths.Sum() + (Gap.Length * (widths.Length - 1));

    internal void Write(TextWriter output)
    {
        WriteRow(output, headings);
        WriteRow(output, [.. widths.Select((width, column) => new string('-', Math.Min(width, headings[column].Length)))]);
        foreach (var row in cells) WriteRow(output, row);
    }

    internal void WriteList(TextWriter output)
    {
        var name = headings.Count == 0 ? 0 : headings.Max(heading => heading.Length);
        for (var row = 0; row < cells.Count; row++)
        {
            if (row > 0) output.WriteLine();
            for (var column = 0; column < headings.Count; column++) output.WriteLine($"{headings[column].PadRight(name)} : {cells[row][column]}".TrimEnd());
        }
    }

    private void WriteRow(TextWriter output, IReadOnlyList<string> row) =>
        output.WriteLine(string.Join(Gap, row.Select((cell, column) => numbers[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd());
}
