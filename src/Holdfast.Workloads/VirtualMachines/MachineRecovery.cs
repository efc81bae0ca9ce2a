using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.FileSystems;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.VirtualMachines;

/// <summary>Writes what is in a machine's point to a folder: whole disks in a format that is asked for, the configuration, and single files and directories out of disks with their metadata.</summary>
internal sealed class MachineRecovery(RecoveryTask task, PointDocument point, MachineState state, IPointContent content, CancellationToken cancellation)
{
    /// <summary>Writes the items of the ask, each under its path in the point.</summary>
    /// <exception cref="WorkloadException">An item is not there, or cannot be read.</exception>
    public void WriteItems(string folder, string format)
    {
        var paths = task.Ask.Items.Select(item => MachineItemPath.Parse(item, state)).ToList();
        foreach (var path in paths.Where(path => path.Disk is null)) content.Write(point.Id, [path.Text], folder, task.Ask.Overwrite, cancellation);
        foreach (var path in paths.Where(path => path.Disk is not null && path.Inside is null)) WriteDisk(path.Disk!, PathOf(folder, path.Disk!, format), format);
        using var target = content.OpenTarget(folder, new TargetOptions(task.Ask.Overwrite ? ExistingItem.Overwrite : ExistingItem.Copy, SecurityFrom.Point), task.Notes);
        foreach (var inside in paths.Where(path => path.Inside is not null).GroupBy(path => path.Disk!))
        {
            using var disk = Open(inside.Key);
            var files = OpenFiles(inside.Key, disk);
            var writer = new DiskItemWriter(target, task.Notes, task.Progress, cancellation);
            foreach (var path in inside) WriteInside(writer, files, path);
        }
        target.FinishDirectories();
    }

    /// <summary>Writes all disks and the configuration.</summary>
    /// <returns>Paths of the disks, in the machine's order.</returns>
    public IReadOnlyList<string> WriteEverything(string folder, string format)
    {
        WriteConfiguration(folder);
        var paths = new List<string>();
        foreach (var disk in state.Disks.OrderBy(disk => disk.Order))
        {
            paths.Add(PathOf(folder, disk, format));
            WriteDisk(disk, paths[^1], format);
        }
        return paths;
    }

    /// <summary>Writes what is under machine/.</summary>
    public void WriteConfiguration(string folder) => content.Write(point.Id, [MachineLayout.Machine], folder, task.Ask.Overwrite, cancellation);

    /// <summary>A disk of the point; whoever opens it disposes it.</summary>
    public IDisk Open(MachineDisk disk) => content.OpenDisk(point.Id, disk.ToPointDisk());

    /// <summary>Writes one disk. What is there is replaced only where that is allowed, and only when the new one is whole.</summary>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.DestinationTaken"/>.</exception>
    public void WriteDisk(MachineDisk disk, string path, string format)
    {
        if (File.Exists(path) && !task.Ask.Overwrite) throw Taken(path);
        task.Progress.Phase($"writing {disk.Name}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var part = path + ".part";
        File.Delete(part);
        using (var source = Open(disk)) DiskFormats.Write(source, part, format, task.Progress, cancellation);
        File.Move(part, path, overwrite: task.Ask.Overwrite);
    }

    public static WorkloadException Taken(string path) => new(WorkloadFault.DestinationTaken, $"{path} is there already.", "Allow that it is replaced, or name another folder.");

    private static string PathOf(string folder, MachineDisk disk, string format) => Path.Combine(folder, disk.Path) + "." + format;

    private static DiskFiles OpenFiles(MachineDisk disk, IDisk content)
    {
        try
        {
            return DiskFiles.Open(content);
        }
        catch (MalformedFileException error)
        {
            throw new WorkloadException(WorkloadFault.ContentWrong, $"The partition table of the disk {disk.Name} cannot be read. {error.Message}", "Recover the whole disk, and repair it in a machine.", error);
        }
    }

    private static void WriteInside(DiskItemWriter writer, DiskFiles files, MachineItemPath path)
    {
        try
        {
            if (files.Resolve(path.Inside!) is { } found)
            {
                writer.Write(found.Files, found.Entry, path.Text);
                return;
            }
        }
        catch (Exception error) when (error is MalformedFileException or NotSupportedException)
        {
            throw new WorkloadException(WorkloadFault.ContentWrong, $"{path.Text} cannot be read. {error.Message}", "Recover the whole disk, and look into it with a machine that knows its file system.", error);
        }
        throw new WorkloadException(WorkloadFault.NotRecoverable, $"There is no {path.Text} in the point.", "Browse the disk to see what it holds.");
    }
}
