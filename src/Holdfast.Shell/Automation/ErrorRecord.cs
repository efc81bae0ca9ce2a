namespace Holdfast.Shell.Automation;

/// <summary>An error that a cmdlet reports.</summary>
public sealed class ErrorRecord(Exception exception, string errorId, ErrorCategory errorCategory, object? targetObject)
{
    public Exception Exception => exception;

    public string FullyQualifiedErrorId => errorId;

    public ErrorCategory Category => errorCategory;

    public object? TargetObject => targetObject;

    public ErrorDetails? ErrorDetails { get; set; }
}
