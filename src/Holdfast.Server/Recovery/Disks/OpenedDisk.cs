using Holdfast.Contracts.Errors;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.FileSystems;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Server.Recovery.Disks;

/// <summary>A disk of a point with what was found on it. Owns the disk.</summary>
internal sealed class OpenedDisk : IDisposable
{
    private readonly IDisk disk;

    private OpenedDisk(IDisk disk, DiskFiles files) => (this.disk, Files) = (disk, files);

    internal DiskFiles Files { get; }

    /// <exception cref="HoldfastException"><see cref="ErrorCode.DiskDamaged"/>.</exception>
    internal static OpenedDisk Open(IDisk disk, string path)
    {
        try
        {
            return new OpenedDisk(disk, DiskFiles.Open(disk));
        }
        catch (Exception failure)
        {
            disk.Dispose();
            if (failure is MalformedFileException damage) throw new HoldfastException(ErrorCode.DiskDamaged, $"{path}: the partition table is damaged. {damage.Message}", inner: damage);
            throw;
        }
    }

    public void Dispose() => disk.Dispose();
}
