using System.Text;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.VirtualMachines.HyperV.Machines;
using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Backup;

/// <summary>Reads the disks of a checkpoint into a point: what changed, where Hyper-V can tell, otherwise everything.</summary>
internal sealed class DiskRun(OpenMachine open, MachineOptions options, BackupTask task, IItemSink sink, PreviousMachine? previous, CancellationToken cancellation)
{
    private readonly WmiService _images = WmiService.Find(open.Session, Msvm.ImageService, task.Context.Clock);
    private readonly List<string> _whole = [];
    private readonly List<ExcludedFile> _excluded = [];
    private bool _isIncremental;

    /// <param name="attached">Disks of the checkpoint: their images do not change while it is there.</param>
    public DisksTaken Take(IReadOnlyList<AttachedDisk> attached)
    {
        var paths = MachineLayout.PathsOf(attached.Select(disk => disk.Name));
        var (disks, tracked) = (new List<MachineDisk>(), new List<TrackedDisk>());
        foreach (var (disk, path) in attached.Zip(paths))
        {
            task.Progress.Phase($"reading {disk.Attachment} {HostPath.NameOf(disk.File)}");
            var image = DiskImage.Ask(_images, disk.File, cancellation);
            disks.Add(Take(disk, image, path, disks.Count));
            tracked.Add(new TrackedDisk(disk.Place, image.Id, disk.File, image.IsFixed, image.PhysicalSectorLength, null));
        }
        return new DisksTaken(disks, tracked, _excluded, _isIncremental ? BackupType.Incremental : BackupType.Full, _whole);
    }

    private MachineDisk Take(AttachedDisk disk, DiskImage image, string path, int order)
    {
        using var content = HostDisk.Open(open.Host, disk.File);
        var before = previous?.Find(disk.Name);
        var changed = PageFiles.Differences(Changed(disk, image, content.Length, before?.Disk, before?.Tracked), previous?.Machine, disk.Name, content.Length);
        var based = changed is null ? null : before?.Disk;
        var pageFiles = options.ExcludePageFiles ? PageFileRanges.Find(disk.Name, content) : new PageFiles([], []);
        _excluded.AddRange(pageFiles.Files);
        var chunk = MachineChunks.LengthFor(content.Length, before?.Disk.ChunkLength);
        using (var file = sink.BeginFile(MachineLayout.File(path, task.Context.Clock.GetUtcNow()), new FixedCutter(chunk), based is null ? null : Encoding.UTF8.GetBytes(based.Path)))
        {
            DiskBackup.Write(new DiskSource(disk.Name, content, changed), pageFiles.Ranges, file, based?.Length, task.Progress, cancellation);
            file.Complete();
        }
        _isIncremental |= based is not null;
        return new MachineDisk(disk.Name, path, content.Length, content.SectorLength, image.Format, image.BlockLength, chunk, order, disk.Attachment, disk.File);
    }

    /// <summary>Null: all of it is read.</summary>
    private IReadOnlyList<ByteRange>? Changed(AttachedDisk disk, DiskImage image, long length, MachineDisk? before, TrackedDisk? tracked)
    {
        if (previous is null || task.ReadEverything || task.Wanted == BackupType.Full) return null;
        try
        {
            return Ask(disk, image, length, before, tracked);
        }
        catch (ChangeTrackingFailure failure)
        {
            _whole.Add($"{disk.Attachment} was read in full: {failure.Message}.");
            return null;
        }
    }

    private IReadOnlyList<ByteRange> Ask(AttachedDisk disk, DiskImage image, long length, MachineDisk? before, TrackedDisk? tracked)
    {
        if (before is null || tracked is null || sink.Previous?.Find(Encoding.UTF8.GetBytes(before.Path)) is null) throw new ChangeTrackingFailure("the point before does not have it");
        if (image.Format == "vhd") throw new ChangeTrackingFailure("changes of disks in the format VHD are not tracked");
        if (tracked.TrackingId is not { } since) throw new ChangeTrackingFailure("its changes were not tracked since the point before");
        if (!string.Equals(tracked.Id, image.Id, StringComparison.OrdinalIgnoreCase) || tracked.Place != disk.Place) throw new ChangeTrackingFailure("another disk is in its place");
        if (before.Length != length) throw new ChangeTrackingFailure($"it had {before.Length} bytes, and has {length}");
        var tracking = new WmiChangeTracking(_images, cancellation);
        try
        {
            return ChangedRanges.Ask(tracking, disk.File, since, length, cancellation);
        }
        catch (ChangeTrackingFailure failure) when (failure.IsUnsupported && open.Host.DirectTracking is not null)
        {
            return ChangedRanges.Ask(open.Host.DirectTracking, disk.File, since, length, cancellation);
        }
    }
}
