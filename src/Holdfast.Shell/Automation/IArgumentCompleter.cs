using System.Collections;

namespace Holdfast.Shell.Automation;

/// <summary>Completes the argument of a parameter.</summary>
public interface IArgumentCompleter
{
    /// <param name="fakeBoundParameters">What the other parameters on the line are, as far as it was typed.</param>
    IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters);
}
