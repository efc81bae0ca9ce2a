namespace Holdfast.Shell.Automation;

/// <summary>How an error is shown.</summary>
public sealed class ErrorDetails(string message)
{
    public string Message => message;

    /// <summary>What to do about it.</summary>
    public string RecommendedAction { get; set; } = "";
}
