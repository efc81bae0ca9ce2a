using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Disks.Vhd;
using Holdfast.Workloads.Disks.Vhdx;
using Holdfast.Workloads.Disks.Writing;

namespace Holdfast.Workloads.VirtualMachines;

/// <summary>Writes disks as files of a format.</summary>
internal static class DiskFormats
{
    /// <summary>Writes a new file, durable on return; what holds no data takes no room.</summary>
    /// <param name="format">One of <see cref="MachineOptions.Formats"/>.</param>
    /// <exception cref="WorkloadException">The format cannot hold the disk.</exception>
    /// <exception cref="IOException">The disk cannot be read, or the file not written.</exception>
    public static void Write(IDisk disk, string path, string format, IWorkloadProgress progress, CancellationToken cancellation)
    {
        using var writer = Create(disk, path, format);
        Copy(disk, writer, progress, cancellation);
    }

    /// <summary>Writes what a disk holds, and completes the file.</summary>
    /// <exception cref="IOException">The disk cannot be read, or the file not written.</exception>
    public static void Copy(IDisk disk, IDiskWriter writer, IWorkloadProgress progress, CancellationToken cancellation)
    {
        SourcePieces.ReadData(disk, (offset, bytes) =>
        {
            writer.Write(offset, bytes);
            progress.Read(bytes.Length);
        }, cancellation);
        writer.Complete();
    }

    private static IDiskWriter Create(IDisk disk, string path, string format) => format switch
    {
        "vhdx" => new VhdxWriter(path, new VhdxLayout(disk.Length) { SectorLength = disk.SectorLength }),
        "vhd" => new VhdWriter(path, new VhdLayout(disk.Length), TimeProvider.System),
        _ => new RawDiskWriter(path, disk.Length),
    };
}
