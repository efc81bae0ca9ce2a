using Holdfast.Contracts.Errors;
using Holdfast.Format.Items;
using Holdfast.Server.Engine;
using Holdfast.Server.Recovery;
using Holdfast.Server.Recovery.Disks;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Server.Exports;

/// <summary>Finds and opens the disk that a request means: one of a machine by its name, or any file of a point by its path.</summary>
internal sealed class ExportDisks(IEngine engine, PointDisks disks)
{
    /// <param name="asked">Name of a disk, or path of a file; null: the only disk that there is.</param>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.ExportDiskNotNamed"/>.</exception>
    internal FoundDisk Find(ChosenPoint point, string? asked)
    {
        var known = disks.Of(point.Point);
        if (asked is null)
        {
            return known.Count == 1 ? Found(known[0])
                : throw new HoldfastException(ErrorCode.ExportDiskNotNamed, known.Count == 0 ? $"{point.SourceName} is no machine, so the file to give out must be named." : $"The recovery point holds several disks: {string.Join(", ", known.Select(disk => disk.Name))}.");
        }
        var named = known.FirstOrDefault(disk => disk.Name == asked) ?? known.FirstOrDefault(disk => disk.Path == asked.Trim('/'));
        return named is null ? new FoundDisk(asked.Trim('/'), ItemView.Path(asked), SectorLength: 512, IsMachines: false) : Found(named);
    }

    /// <summary>Opens it. Of a file that keeps a disk in a format of its own, the disk in it is given, unless the file itself was asked for.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.ExportDiskUnknown"/>, <see cref="ErrorCode.ExportImageUnreadable"/>.</exception>
    internal OpenedExportDisk Open(PointRef point, FoundDisk wanted, bool asFile)
    {
        var file = OpenFile(point, wanted);
        if (asFile || wanted.IsMachines) return new OpenedExportDisk(file, DiskFormat.Raw);
        try
        {
            var format = DiskImages.Recognize(file);
            return new OpenedExportDisk(format == DiskFormat.Raw ? file : DiskImages.Open(file), format);
        }
        catch (Exception failure)
        {
            file.Dispose();
            if (failure is MalformedFileException or IOException) throw new HoldfastException(ErrorCode.ExportImageUnreadable, $"{wanted.Name}: {failure.Message}", inner: failure);
            throw;
        }
    }

    private IDisk OpenFile(PointRef point, FoundDisk wanted)
    {
        try
        {
            return engine.OpenDisk(point, wanted.Path, wanted.SectorLength);
        }
        catch (HoldfastException failure) when (failure.Code is ErrorCode.NotFound or ErrorCode.ItemHasNoContent)
        {
            throw new HoldfastException(ErrorCode.ExportDiskUnknown, failure.Message, inner: failure);
        }
    }

    private static FoundDisk Found(PointDisk disk) => new(disk.Name, ItemPath.FromDisplay(disk.Path.Trim('/')), disk.SectorLength, IsMachines: true);
}
