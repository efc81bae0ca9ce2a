namespace Holdfast.Shell.Language;

/// <summary>Commands, each of which takes what the one before gives out.</summary>
/// <param name="Source">A value that the first command takes; null: it takes nothing.</param>
internal sealed record PipelineSyntax(Expression? Source, IReadOnlyList<CommandSyntax> Commands);
