namespace Holdfast.Shell.Programs;

/// <summary>What the command line says of all commands.</summary>
/// <param name="Data">Folder of the local installation; null: as the environment says.</param>
/// <param name="Server">Address of the server that is meant where a cmdlet names none; null: the local installation.</param>
/// <param name="Json">One JSON document on standard output.</param>
public sealed record ShellOptions(string? Data, string? Server, bool Json);
