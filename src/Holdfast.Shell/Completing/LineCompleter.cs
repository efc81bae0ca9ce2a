using Holdfast.PowerShell.Tables;
using Holdfast.Shell.Binding;
using Holdfast.Shell.Commands;
using Holdfast.Shell.Objects;
using Holdfast.Shell.Running;

namespace Holdfast.Shell.Completing;

/// <summary>What Tab offers: commands, names of parameters, their values, variables, and properties.</summary>
internal sealed class LineCompleter(ShellSession session)
{
    /// <returns>Where the word begins that the results would replace, and the results, in the order in which they are shown.</returns>
    internal (int Start, IReadOnlyList<CompletionResult> Results) Complete(string line, int cursor)
    {
        var scan = LineScan.Of(line.AsSpan(0, cursor));
        var word = line[scan.Start..cursor];
        if (word.StartsWith('$')) return Variable(word, scan.Start);
        if (scan.Words.Count == 0) return (scan.Start, Commands(word));
        if (CommandTable.Find(scan.Words[0]) is not { } entry) return (scan.Start, []);
        var parameters = new CommandParameters(entry);
        return (scan.Start, word.StartsWith('-') ? Names(parameters, word[1..]) : new ValueCompleter(entry, parameters, scan).Complete(word, line));
    }

    private static List<CompletionResult> Commands(string word) =>
        [.. CommandTable.All.SelectMany(entry => word.Contains('-', StringComparison.Ordinal) ? entry.Aliases.Prepend(entry.Name) : [entry.Name])
            .Where(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase)).Distinct().Order(StringComparer.OrdinalIgnoreCase)
            .Select(name => new CompletionResult(name, name, CompletionResultType.Command, name))];

    private static List<CompletionResult> Names(CommandParameters parameters, string begun) =>
        [.. parameters.All.Where(parameter => !parameter.IsHidden && parameter.Name.StartsWith(begun, StringComparison.OrdinalIgnoreCase)).OrderBy(parameter => parameters.Common.Contains(parameter))
            .Select(parameter => new CompletionResult($"-{parameter.Name}", $"-{parameter.Name}", CompletionResultType.ParameterName, parameter.HelpMessage))];

    private (int Start, IReadOnlyList<CompletionResult> Results) Variable(string word, int start)
    {
        var point = word.LastIndexOf('.');
        if (point < 0)
        {
            var names = session.VariableNames.Concat(["true", "false", "null"]).Where(name => name.StartsWith(word[1..], StringComparison.OrdinalIgnoreCase)).Order(StringComparer.OrdinalIgnoreCase);
            return (start, [.. names.Select(name => new CompletionResult("$" + name, "$" + name, CompletionResultType.Variable, name))]);
        }
        var path = word[1..point].Split('.');
        var value = path.Skip(1).Aggregate(session.Variable(path[0]), ObjectProperties.Member);
        if (Values.Each(value).FirstOrDefault() is not { } one) return (start, []);
        return (start + point + 1, Properties(ObjectProperties.NamesOf(one), word[(point + 1)..]));
    }

    internal static List<CompletionResult> Properties(IEnumerable<string> names, string begun) =>
        [.. names.Where(name => name.StartsWith(begun, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.OrdinalIgnoreCase).Select(name => new CompletionResult(name, name, CompletionResultType.Property, name))];
}
