namespace Holdfast.Workloads.Applications;


/// <summary>The content of points and of the followed log while a recovery or a drill runs. A null point means the log. Thread-safe.</summary>
public interface IPointContent
{
    /// <summary>Writes files or directories of a point beneath a folder by their relative paths, with their metadata, and makes them durable.</summary>
    /// <param name="paths">Empty for everything.</param>
    void Write(string? point, IReadOnlyList<string> paths, string folder, bool overwrite, CancellationToken cancellation);

    /// <summary>Paths of the files beneath a directory of a point, in table order, with their lengths.</summary>
    IEnumerable<(string Path, long Length)> Files(string? point, string directory);

    /// <summary>One file, seekable. Damage throws <see cref="IOException"/>.</summary>
    Stream OpenRead(string? point, string path);
}
