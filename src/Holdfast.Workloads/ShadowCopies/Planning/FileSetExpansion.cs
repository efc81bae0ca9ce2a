using Holdfast.Workloads.Applications;
using Holdfast.Workloads.ShadowCopies.Documents;

namespace Holdfast.Workloads.ShadowCopies.Planning;

/// <summary>Finds the files that file sets name, without those that are excluded; bounded.</summary>
/// <param name="inSnapshot">The same path in a shadow copy.</param>
public sealed class FileSetExpansion(IWindowsFiles files, IReadOnlyList<FileSet> excluded, Func<string, string> inSnapshot)
{
    public const int MostFiles = 1_000_000;

    private const int Deepest = 128;

    /// <summary>Files in the order in which they are found, each once.</summary>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotPossible"/>: there are too many.</exception>
    public IReadOnlyList<PlannedFile> Expand(IEnumerable<FileSet> sets)
    {
        var found = new Dictionary<string, PlannedFile>(StringComparer.OrdinalIgnoreCase);
        foreach (var set in sets)
        {
            // The System Writer names thousands of files one by one, many of a folder: that is asked for without listing the folder each time.
            if (!set.IsRecursive && set.Pattern.Length > 0 && !set.Pattern.AsSpan().ContainsAny('*', '?')) One(set, found);
            else Walk(set, set.Path, set.AlternatePath ?? set.Path, 0, found);
        }
        return [.. found.Values];
    }

    /// <summary>Whether an exclusion names a file.</summary>
    public bool IsExcluded(string path) => excluded.Any(set => Names(set, path));

    private void One(FileSet set, Dictionary<string, PlannedFile> found)
    {
        var (path, from) = (WindowsPaths.Join(set.Path, set.Pattern), inSnapshot(WindowsPaths.Join(set.AlternatePath ?? set.Path, set.Pattern)));
        if (files.Length(from) is { } length && !IsExcluded(path)) found.TryAdd(path, new PlannedFile(path, from, length));
    }

    private void Walk(FileSet set, string folder, string source, int depth, Dictionary<string, PlannedFile> found)
    {
        foreach (var entry in files.List(inSnapshot(source)))
        {
            var (path, from) = (WindowsPaths.Join(folder, entry.Name), WindowsPaths.Join(source, entry.Name));
            if (entry.IsFolder)
            {
                if (set.IsRecursive && !entry.IsLink && depth < Deepest) Walk(set, path, from, depth + 1, found);
            }
            else if (WindowsPaths.Fits(entry.Name, set.Pattern) && !IsExcluded(path)) found.TryAdd(path, new PlannedFile(path, inSnapshot(from), entry.Length));
            if (found.Count > MostFiles) throw new WorkloadException(WorkloadFault.NotPossible, $"The writer names more than {MostFiles} files in {set.Path}.", "Protect these folders as files.");
        }
    }

    private static bool Names(FileSet set, string path)
    {
        // A path without a volume means the same place on every volume.
        var place = set.Path.StartsWith('\\') && !set.Path.StartsWith(@"\\", StringComparison.Ordinal) && WindowsPaths.Root(path) is { } root ? '\\' + path[root.Length..] : path;
        var (folder, within) = (WindowsPaths.Folder(place), set.Path.TrimEnd('\\'));
        var exact = string.Equals(folder, within, StringComparison.OrdinalIgnoreCase);
        var beneath = set.IsRecursive && folder.StartsWith(within, StringComparison.OrdinalIgnoreCase) && folder.Length > within.Length && folder[within.Length] == '\\';
        return (exact || beneath) && WindowsPaths.Fits(WindowsPaths.FileName(place), set.Pattern);
    }
}
