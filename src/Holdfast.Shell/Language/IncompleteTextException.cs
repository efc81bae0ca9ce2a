namespace Holdfast.Shell.Language;

/// <summary>A text ends where something has to follow: a prompt asks for another line.</summary>
internal sealed class IncompleteTextException(string missing) : Exception(missing);
