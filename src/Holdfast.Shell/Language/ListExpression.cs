namespace Holdfast.Shell.Language;

/// <summary>Values with commas between.</summary>
internal sealed record ListExpression(IReadOnlyList<Expression> Items) : Expression;
