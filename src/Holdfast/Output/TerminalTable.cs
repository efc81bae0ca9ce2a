using Spectre.Console;

namespace Holdfast.Output;

/// <summary>The same table for a terminal: folded to its width. Apart from <see cref="TextTable"/> so that scripts never load the library.</summary>
internal static class TerminalTable
{
    internal static void Write(TextTable content)
    {
        var table = new Table { Border = TableBorder.Simple };
        for (var column = 0; column < content.Headings.Count; column++)
        {
            var heading = new TableColumn(new Text(content.Headings[column], new Style(decoration: Decoration.Bold)));
            table.AddColumn(content.IsNumber(column) ? heading.RightAligned().NoWrap() : heading);
        }
        foreach (var row in content.Rows) table.AddRow(row.Select(cell => new Text(cell)));
        AnsiConsole.Write(table);
    }
}
