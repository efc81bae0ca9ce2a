using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Files;

namespace Holdfast.Workloads.Applications;

/// <summary>The content of points and of the followed log while a recovery or a drill runs. A null point means the log. Thread-safe.</summary>
public interface IPointContent
{
    /// <summary>Writes files or directories of a point beneath a folder by their relative paths, with their metadata, and makes them durable.</summary>
    /// <param name="paths">Empty for everything.</param>
    void Write(string? point, IReadOnlyList<string> paths, string folder, bool overwrite, CancellationToken cancellation);

    /// <summary>Paths of the files beneath a directory of a point, in table order, with their lengths.</summary>
    IEnumerable<(string Path, long Length)> Files(string? point, string directory);

    /// <summary>Paths of the files beneath a directory that have several names, in table order, with a number that the names of one file share; here of content that knows of none.</summary>
    IEnumerable<(string Path, ulong Group)> Links(string? point, string directory) => [];

    /// <summary>One file, seekable. Damage throws <see cref="IOException"/>.</summary>
    Stream OpenRead(string? point, string path);

    /// <summary>A folder that files out of a machine's disk are written to, with their metadata; here with what every platform keeps of it. Whoever opens it disposes it.</summary>
    /// <exception cref="IOException">It cannot be made or opened.</exception>
    IFileTarget OpenTarget(string folder, TargetOptions options, IItemNotes notes) => FileTargets.Open(folder, options, notes);

    /// <summary>A disk of a machine, read at any place from several threads; here over <see cref="OpenRead"/>, one read at a time. Whoever opens it disposes it.</summary>
    /// <exception cref="FileNotFoundException">The point has no such file, or no content of it.</exception>
    IDisk OpenDisk(string? point, PointDisk disk) => new StreamDisk(OpenRead(point, disk.Path), disk.SectorLength);
}
