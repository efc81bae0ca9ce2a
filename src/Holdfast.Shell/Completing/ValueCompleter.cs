using System.Collections;
using System.Reflection;
using Holdfast.PowerShell.Tables;
using Holdfast.Shell.Binding;
using Holdfast.Shell.Commands;
using Holdfast.Shell.Filters;
using Holdfast.Shell.Objects;

namespace Holdfast.Shell.Completing;

/// <summary>Values of the parameter that stands at the cursor.</summary>
internal sealed class ValueCompleter(CmdletEntry entry, CommandParameters parameters, LineScan scan)
{
    internal IReadOnlyList<CompletionResult> Complete(string word, string line)
    {
        var (parameter, given) = AtCursor();
        if (parameter is null) return [];
        if (parameter.Property.GetCustomAttribute<ArgumentCompleterAttribute>() is { } attribute)
        {
            var completer = (IArgumentCompleter)Activator.CreateInstance(attribute.Type)!;
            return [.. completer.CompleteArgument(entry.Name, parameter.Name, word, new CommandAst(line), given)];
        }
        if (entry.Type == typeof(GetHelp) || entry.Type == typeof(GetCommand)) return Commands(word);
        if (typeof(FilterCmdlet).IsAssignableFrom(entry.Type) && parameter.Name is "Property" or "ExpandProperty" or "MemberName") return LineCompleter.Properties(InputProperties(), word);
        var type = Nullable.GetUnderlyingType(parameter.Property.PropertyType) ?? parameter.Property.PropertyType;
        var values = (type.GetElementType() ?? type) is { IsEnum: true } names ? Enum.GetNames(names) : type == typeof(bool) ? ["$true", "$false"] : [];
        return [.. values.Where(value => value.StartsWith(word, StringComparison.OrdinalIgnoreCase)).Select(value => new CompletionResult(value, value, CompletionResultType.ParameterValue, value))];
    }

    /// <summary>The parameter that the next word is the value of, and what the others are as far as they are typed.</summary>
    private (CmdletParameter? Parameter, IDictionary Given) AtCursor()
    {
        var given = new Hashtable(StringComparer.OrdinalIgnoreCase);
        CmdletParameter? waiting = null;
        var positions = 0;
        foreach (var word in scan.Words.Skip(1))
        {
            if (word is ['-', var letter, ..] && char.IsLetter(letter))
            {
                waiting = parameters.All.FirstOrDefault(parameter => parameter.IsNamed(word[1..]));
                if (waiting?.IsSwitch ?? false) waiting = null;
                continue;
            }
            if (waiting is not null) given[waiting.Name] = word.Trim('\'', '"');
            else positions++;
            // Behind a comma comes another value of the same parameter.
            waiting = null;
        }
        return (waiting ?? Positional(given).ElementAtOrDefault(positions), given);
    }

    private IEnumerable<CmdletParameter> Positional(IDictionary given)
    {
        var set = parameters.Sets.Contains(parameters.DefaultSet) ? parameters.DefaultSet : parameters.Sets[0];
        return parameters.Own.Where(parameter => parameter.PositionIn(set) is not null && !given.Contains(parameter.Name)).OrderBy(parameter => parameter.PositionIn(set));
    }

    private IEnumerable<string> InputProperties() =>
        scan.Before is { } name && CommandTable.Find(name) is { } before
            ? before.Type.GetCustomAttributes<OutputTypeAttribute>().SelectMany(output => output.Type).SelectMany(ObjectProperties.Of).Select(property => property.Name).Distinct()
            : [];

    private static List<CompletionResult> Commands(string word) =>
        [.. CommandTable.All.Where(one => one.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase)).Select(one => new CompletionResult(one.Name, one.Name, CompletionResultType.Command, one.Name))];
}
