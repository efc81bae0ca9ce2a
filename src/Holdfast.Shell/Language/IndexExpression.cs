namespace Holdfast.Shell.Language;

internal sealed record IndexExpression(Expression Of, Expression Index) : Expression;
