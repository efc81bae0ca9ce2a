namespace Holdfast.Shell.Language;

internal sealed record MemberExpression(Expression Of, string Name) : Expression;
