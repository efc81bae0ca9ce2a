using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.SharePoint.Points;

/// <summary>The content of one database in a farm's points, as that of its own points.</summary>
/// <param name="folders">Of the database, by the id of the point.</param>
/// <param name="root">Where a recovery to a folder puts the farm; the database's own folder is beneath, under its path in the point. Null where nothing goes to a folder.</param>
internal sealed class PartContent(IPointContent content, IReadOnlyDictionary<string, string> folders, string? root) : IPointContent
{
    public void Write(string? point, IReadOnlyList<string> paths, string folder, bool overwrite, CancellationToken cancellation)
    {
        var own = folders[point!];
        if (root is null || Path.GetFullPath(Path.Combine(root, own)) != Path.GetFullPath(folder)) throw new WorkloadException(WorkloadFault.NotPossible, $"Backups of a farm are not written to {folder} by themselves.", "Recover the database to a folder.");
        content.Write(point, paths.Count == 0 ? [own] : [.. paths.Select(path => $"{own}/{path}")], root, overwrite, cancellation);
    }

    public IEnumerable<(string Path, long Length)> Files(string? point, string directory)
    {
        var own = folders[point!];
        return content.Files(point, directory.Length == 0 ? own : $"{own}/{directory}").Select(file => (file.Path[(own.Length + 1)..], file.Length));
    }

    public Stream OpenRead(string? point, string path) => content.OpenRead(point, $"{folders[point!]}/{path}");
}
