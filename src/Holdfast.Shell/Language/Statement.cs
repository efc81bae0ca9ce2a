namespace Holdfast.Shell.Language;

/// <summary>What one line asks for: the output of a pipeline, or that a variable keeps it.</summary>
/// <param name="Variable">Null: the output is shown.</param>
internal sealed record Statement(string? Variable, PipelineSyntax Pipeline);
