using System.Numerics;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Disks.Vhdx;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Recovery;

/// <summary>Writes a disk of a point as a new VHDX like the one that it was: same identity, sectors, and block length where they can be.</summary>
internal static class RecoveredDisk
{
    private const int DefaultBlock = 32 << 20, ShortestBlock = 1 << 20, LongestBlock = 256 << 20, LongSector = 4096;

    /// <param name="file">Is not there yet; goes away again where writing fails.</param>
    /// <exception cref="IOException">The point is damaged, or the file cannot be written.</exception>
    public static void Write(IPointContent content, ChosenPoint chosen, MachineDisk disk, string file, IWorkloadProgress progress, CancellationToken cancellation)
    {
        using var from = content.OpenDisk(chosen.Point.Id, disk.ToPointDisk());
        if (from.Length != disk.Length) throw new WorkloadException(WorkloadFault.ContentWrong, $"{disk.Attachment} has {from.Length} bytes in the point, and should have {disk.Length}.", "Recover from another point.");
        using var to = new VhdxWriter(file, Layout(disk, chosen.TrackedOf(disk)));
        DiskFormats.Copy(from, to, progress, cancellation);
    }

    private static VhdxLayout Layout(MachineDisk disk, TrackedDisk tracked)
    {
        var length = (disk.Length + disk.SectorLength - 1) / disk.SectorLength * disk.SectorLength;
        return new VhdxLayout(length)
        {
            SectorLength = disk.SectorLength,
            PhysicalSectorLength = tracked.PhysicalSectorLength >= disk.SectorLength ? tracked.PhysicalSectorLength : LongSector,
            BlockLength = disk.BlockLength is >= ShortestBlock and <= LongestBlock && BitOperations.IsPow2(disk.BlockLength) ? (int)disk.BlockLength : DefaultBlock,
            IsFixed = tracked.IsFixed,
            DiskId = Guid.TryParse(tracked.Id, out var id) && id != Guid.Empty ? id : null,
        };
    }
}
