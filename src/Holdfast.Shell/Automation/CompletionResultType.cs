namespace Holdfast.Shell.Automation;

/// <summary>What a completion stands for.</summary>
public enum CompletionResultType
{
    Text,
    Command,
    ParameterName,
    ParameterValue,
    Variable,
    Property,
}
