using System.Collections;
using Holdfast.PowerShell.Connections;

namespace Holdfast.PowerShell.Completion;

/// <summary>The servers that this session is connected to, and this computer.</summary>
public sealed class ServerNames : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        from name in ServerConnections.Names.Append(Environment.MachineName).Distinct(StringComparer.OrdinalIgnoreCase)
        where name.StartsWith(wordToComplete ?? "", StringComparison.OrdinalIgnoreCase)
        select new CompletionResult(name);
}
