namespace Holdfast.Shell.Language;

/// <summary>A value, the name of a parameter, or both (-Name:value).</summary>
internal sealed record ArgumentSyntax(string? Name, Expression? Value);
