using System.Reflection;
using Holdfast.PowerShell.Views;
using Holdfast.Shell.Objects;

namespace Holdfast.Shell.Display;

/// <summary>Shows what a pipeline gave out: texts and numbers as they are, objects as their views say; as lists where a table would not fit.</summary>
internal static class ObjectDisplay
{
    /// <summary>Objects without a view that have more properties are lists, as PowerShell has it.</summary>
    private const int MostColumns = 4;

    /// <param name="width">Of the terminal; null: as wide as it takes.</param>
    /// <param name="apart">Something stands before it: a table or a list begins after an empty line.</param>
    internal static void Write(IReadOnlyList<object?> objects, TextWriter output, int? width, bool apart = false)
    {
        if (apart && objects.Count > 0 && !(objects[0] is null || IsScalar(objects[0]!))) output.WriteLine();
        var index = 0;
        while (index < objects.Count)
        {
            var one = objects[index];
            if (one is FormattedObjects formatted) Write(formatted, output, width);
            else if (one is null || IsScalar(one)) output.WriteLine(Line(one));
            else
            {
                var same = objects.Skip(index).TakeWhile(other => other?.GetType() == one.GetType()).ToList();
                var columns = Columns(one);
                WriteObjects(same!, columns ?? ObjectProperties.NamesOf(one), asList: columns is null, output, width);
                index += same.Count;
                continue;
            }
            index++;
        }
    }

    private static void Write(FormattedObjects formatted, TextWriter output, int? width)
    {
        var objects = formatted.Objects.Where(one => one is not null && !IsScalar(one)).ToList();
        foreach (var scalar in formatted.Objects.Where(one => one is null || IsScalar(one))) output.WriteLine(Line(scalar));
        if (objects.Count == 0) return;
        var columns = formatted.Properties is { } asked ? ObjectProperties.Meant(objects[0]!, asked) : (formatted.AsList ? ObjectProperties.NamesOf(objects[0]!) : Columns(objects[0]!) ?? ObjectProperties.NamesOf(objects[0]!));
        // Asked for by name, a table stays one however narrow the terminal is.
        WriteObjects(objects!, columns, formatted.AsList, output, formatted.AsList ? width : null);
    }

    private static void WriteObjects(IReadOnlyList<object> objects, IReadOnlyList<string> columns, bool asList, TextWriter output, int? width)
    {
        var rows = objects.Select(one => columns.Select(column => ObjectProperties.Member(one, column)).ToArray()).ToList();
        var table = new ObjectTable(columns, rows);
        if (asList || table.Width > (width ?? int.MaxValue)) table.WriteList(output);
        else table.Write(output);
    }

    /// <summary>Null: a list shows the object better.</summary>
    private static IReadOnlyList<string>? Columns(object one)
    {
        if (one.GetType().GetCustomAttribute<ViewAttribute>() is { } view) return view.Columns;
        var names = ObjectProperties.NamesOf(one);
        return names.Count <= MostColumns ? names : null;
    }

    /// <summary>Alone on its line, truth is written as DPM does.</summary>
    private static string Line(object? value) => value switch
    {
        bool truth => truth ? "TRUE" : "FALSE",
        string text => CellText.Safe(text, lines: true),
        _ => CellText.Of(value),
    };

    private static bool IsScalar(object value) => value is string or Enum or DateTime or DateTimeOffset or TimeSpan or Guid or Uri or decimal or System.Security.SecureString || value.GetType().IsPrimitive;
}
