namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <summary>Files that a writer names by a folder and a pattern.</summary>
/// <param name="Path">A folder of Windows; may begin with an environment variable, and in exclusions with a backslash, which means every volume.</param>
/// <param name="Pattern">Names with * and ?.</param>
/// <param name="IsRecursive">In the folders beneath as well.</param>
/// <param name="AlternatePath">Where the files lie for the backup, or are restored to; null: at <paramref name="Path"/>.</param>
public sealed record FileSet(string Path, string Pattern, bool IsRecursive, string? AlternatePath = null, FileNeeds Needs = FileNeeds.Usual, FileSetUse Use = FileSetUse.Files);
