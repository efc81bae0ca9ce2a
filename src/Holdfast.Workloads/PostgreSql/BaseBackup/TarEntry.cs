namespace Holdfast.Workloads.PostgreSql.BaseBackup;

/// <param name="Path">Relative, joined by '/', never leading out.</param>
/// <param name="Kind">'0': file, '5': directory, '2': symbolic link.</param>
internal sealed record TarEntry(string Path, char Kind, long Size, uint Mode, uint Owner, uint Group, long Modified, string LinkTarget);
