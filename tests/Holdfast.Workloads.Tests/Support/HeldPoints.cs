using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.Tests.Support;

/// <summary>Recovery points of a datasource in memory, as a recovery or a drill reads them; nobody looks at their progress.</summary>
internal sealed class HeldPoints : IPointContent, IWorkloadProgress
{
    private readonly List<(PointDocument Document, Dictionary<string, byte[]> Files)> points = [];

    public int Count => points.Count;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<PointDocument> Documents => [.. points.Select(point => point.Document)];

    /// <summary>Of the newest; null where there is none.</summary>
    public BackupDocument? Newest => points.Count == 0 ? null : points[^1].Document.Document;

    /// <summary>Of the newest; null where there is none.</summary>
    public Dictionary<string, byte[]>? NewestFiles => points.Count == 0 ? null : points[^1].Files;

    public PointDocument this[int point] => points[point].Document;

    public Dictionary<string, byte[]> Files(int point) => points[point].Files;

    public void Add(PointDocument point, Dictionary<string, byte[]> files) => points.Add((point, files));

    public void Write(string? point, IReadOnlyList<string> paths, string folder, bool overwrite, CancellationToken cancellation)
    {
        foreach (var (path, content) in Of(point).Where(file => paths.Any(path => file.Key == path || file.Key.StartsWith(path + "/", StringComparison.Ordinal))))
        {
            var target = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllBytes(target, content);
        }
    }

    public IEnumerable<(string Path, long Length)> Files(string? point, string directory) =>
        Of(point).Where(file => file.Key.StartsWith(directory + "/", StringComparison.Ordinal)).Select(file => (file.Key, (long)file.Value.Length));

    public Stream OpenRead(string? point, string path) => new MemoryStream(Of(point)[path], writable: false);

    public void Phase(string phase)
    {
        // Nobody looks.
    }

    public void Expect(long bytes)
    {
        // Nobody looks.
    }

    public void Read(long bytes)
    {
        // Nobody looks.
    }

    private Dictionary<string, byte[]> Of(string? point) => points.Single(held => held.Document.Id == point).Files;
}
