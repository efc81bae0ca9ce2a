namespace Holdfast.Shell.Language;

/// <summary>A pipeline in parentheses.</summary>
/// <param name="Always">Written @(…): several values also where there is one or none.</param>
internal sealed record GroupExpression(IReadOnlyList<Statement> Statements, bool Always) : Expression;
