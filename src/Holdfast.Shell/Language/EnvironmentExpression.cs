namespace Holdfast.Shell.Language;

/// <summary>A variable of the environment.</summary>
internal sealed record EnvironmentExpression(string Name) : Expression;
