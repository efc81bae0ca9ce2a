namespace Holdfast.Shell.Language;

internal sealed record VariableExpression(string Name) : Expression;
