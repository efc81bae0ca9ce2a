namespace Holdfast.Shell.Editing;

/// <summary>What somebody typed.</summary>
/// <param name="WasCancelled">By Ctrl+C.</param>
internal sealed record EditedLine(string Text, bool WasCancelled);
