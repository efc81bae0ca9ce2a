namespace Holdfast.Shell.Language;

internal sealed record ConstantExpression(object? Value) : Expression;
