namespace Holdfast.Shell.Language;

/// <summary>A text with variables in it.</summary>
/// <param name="IsWord">Without quotes: it becomes a number where one is wanted.</param>
internal sealed record TextExpression(IReadOnlyList<Expression> Parts, bool IsWord) : Expression;
