namespace Holdfast.Shell.Automation;

/// <summary>One way to complete a word.</summary>
/// <param name="completionText">What takes the place of the word.</param>
public sealed class CompletionResult(string completionText, string listItemText, CompletionResultType resultType, string toolTip)
{
    public CompletionResult(string completionText) : this(completionText, completionText, CompletionResultType.Text, completionText)
    {
    }

    public string CompletionText => completionText;

    public string ListItemText => listItemText;

    public CompletionResultType ResultType => resultType;

    public string ToolTip => toolTip;
}
