using System.Collections;
using System.Globalization;
using Holdfast.Shell.Objects;

namespace Holdfast.Shell.Filters;

/// <summary>Makes lines of what comes, whose values commas separate, as PowerShell writes them: the properties of the first object are the columns, and everything is quoted.</summary>
internal abstract class CsvCmdlet : FilterCmdlet
{
    private IReadOnlyList<string>? columns;

    [Parameter(HelpMessage = "What stands between the values (a comma).")]
    public string Delimiter { get; set; } = ",";

    [Parameter(HelpMessage = "Taken for the sake of scripts: the type is never written.")]
    public SwitchParameter NoTypeInformation { get; set; }

    protected override void ProcessRecord()
    {
        if (InputObject is null) return;
        if (columns is null)
        {
            columns = ObjectProperties.NamesOf(InputObject);
            WriteLine(Line(columns));
        }
        WriteLine(Line(columns.Select(column => Cell(ObjectProperties.Member(InputObject, column)))));
    }

    /// <summary>Takes a line, without its end.</summary>
    private protected abstract void WriteLine(string line);

    private string Line(IEnumerable<string> values) => string.Join(Delimiter, values.Select(value => $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));

    private static string Cell(object? value) => value switch
    {
        null => "",
        string text => text,
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        IEnumerable many => string.Join(' ', many.Cast<object?>().Select(Cell)),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
