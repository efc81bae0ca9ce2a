namespace Holdfast.Shell.Language;

internal sealed record CommandSyntax(string Name, IReadOnlyList<ArgumentSyntax> Arguments);
