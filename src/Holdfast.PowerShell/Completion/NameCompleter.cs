using System.Collections;
using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Connections;

namespace Holdfast.PowerShell.Completion;

/// <summary>Completes names that the server knows.</summary>
public abstract class NameCompleter : IArgumentCompleter
{
    private protected abstract IEnumerable<string> Names(DpmServer server);

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var typed = (wordToComplete ?? "").Trim('\'', '"');
        try
        {
            var server = ServerConnections.Get(fakeBoundParameters?["DPMServerName"] as string);
            return [.. Names(server).Where(name => name.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.OrdinalIgnoreCase).Select(Result)];
        }
        catch (HoldfastException)
        {
            // Whoever presses Tab wants no error text into the line; the cmdlet itself will say what is wrong.
            return [];
        }
    }

    private static CompletionResult Result(string name) =>
        new(name.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.') ? name : $"'{name.Replace("'", "''")}'", name, CompletionResultType.ParameterValue, name);
}
