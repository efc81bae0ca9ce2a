using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.ShadowCopies.Planning;
using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.SqlServer.Transports.Vss;

/// <summary>Where the files of a shadow copy go. Their names stay: SqlServerWriter moves folders only.</summary>
internal sealed class ShadowPlaces
{
    private readonly Dictionary<string, string> _moved;

    /// <param name="moves">By logical name; empty: everything goes where it was.</param>
    public ShadowPlaces(IReadOnlyList<DatabaseFile> files, IReadOnlyList<FileMove> moves)
    {
        var byName = moves.ToDictionary(move => move.LogicalName, move => move.Path, StringComparer.OrdinalIgnoreCase);
        _moved = files.Where(file => byName.ContainsKey(file.LogicalName)).GroupBy(file => file.PhysicalName, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => byName[group.First().LogicalName], StringComparer.OrdinalIgnoreCase);
    }

    /// <param name="path">A file, or one within a folder that is a file of the database to SQL Server, as FILESTREAM's.</param>
    public string PathOf(string path)
    {
        for (var above = path; above.Length > 0; above = WindowsPaths.Folder(above))
            if (_moved.TryGetValue(above, out var target)) return target + path[above.Length..];
        return path;
    }

    /// <summary>Folder that a file set goes to.</summary>
    public string FolderOf(FileSet set) => set.IsRecursive || set.Pattern.Contains('*', StringComparison.Ordinal) ? PathOf(set.Path) : WindowsPaths.Folder(PathOf(WindowsPaths.Join(set.Path, set.Pattern)));
}
