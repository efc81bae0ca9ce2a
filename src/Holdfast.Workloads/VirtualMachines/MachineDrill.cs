using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.FileSystems;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.VirtualMachines;

/// <summary>
/// Proves the disks of a point: reads all that they hold, reads their partition tables, walks every file system that is known here, and hashes chosen files. What a platform can do besides, such as
/// starting the machine, it does itself.
/// </summary>
internal sealed class MachineDrill(DrillTask task, MachineState state, MachineOptions options, IPointContent content, CancellationToken cancellation)
{
    private const int MostHashed = 2000, MostFindings = 200;
    private const long LargestHashed = 256L << 20;

    /// <summary>What is hashed where nothing is said: what a guest cannot start without, and people look for first.</summary>
    private static readonly string[] usual = ["etc", "Windows/System32/config", "Windows/System32/drivers/etc"];

    private readonly List<string> findings = [];
    private bool isSound = true;

    /// <returns>At most <see cref="DrillDepth.Read"/>.</returns>
    public DrillOutcome Run()
    {
        foreach (var disk in state.Disks)
        {
            try
            {
                using var opened = content.OpenDisk(task.Point.Id, disk.ToPointDisk());
                if (opened.Length != disk.Length) Wrong($"The disk {disk.Name} has {opened.Length} bytes in the point; its document says {disk.Length}.");
                ReadAll(disk, opened);
                Look(disk, opened);
            }
            catch (IOException error)
            {
                Wrong($"The disk {disk.Name} cannot be read: {error.Message}");
                return new DrillOutcome(DrillDepth.Planned, false, findings, null);
            }
        }
        return new DrillOutcome(DrillDepth.Read, isSound, findings, null);
    }

    private void ReadAll(MachineDisk disk, IDisk content)
    {
        task.Progress.Phase($"reading {disk.Name}");
        var began = task.Context.Clock.GetTimestamp();
        long total = 0;
        SourcePieces.ReadData(content, (_, bytes) =>
        {
            task.Progress.Read(bytes.Length);
            total += bytes.Length;
        }, cancellation);
        var time = task.Context.Clock.GetElapsedTime(began);
        Say(string.Create(CultureInfo.InvariantCulture, $"Disk {disk.Name}: {total} bytes of content were read in {time.TotalSeconds:0.0} seconds; it has {disk.Length} bytes."));
    }

    private void Look(MachineDisk disk, IDisk content)
    {
        task.Progress.Phase($"looking into {disk.Name}");
        DiskFiles files;
        try
        {
            files = DiskFiles.Open(content);
        }
        catch (MalformedFileException error)
        {
            Wrong($"The partition table of {disk.Name} is damaged. {error.Message}");
            return;
        }
        foreach (var volume in files.Volumes)
        {
            var name = $"{disk.Path}/{volume.Number}";
            if (volume.Files is not null) Walk(name, volume, volume.Files);
            else if (IsDamaged(content, volume)) Wrong($"{name} ({volume.FileSystem}) is damaged. {volume.Reason}");
            else Say($"{name} ({volume.FileSystem ?? "unknown"}, {volume.Length} bytes) was not looked into. {volume.Reason}");
        }
    }

    /// <summary>Whether a volume is of a kind that is read here and does not follow it, and not of one that is not read.</summary>
    private static bool IsDamaged(IDisk disk, DiskVolume volume)
    {
        if (volume.FileSystem is null || FileSystemOpeners.Find(volume.FileSystem) is not { } opener) return false;
        try
        {
            var content = new SubRange(disk, volume.Offset, volume.Length);
            opener.Open(content, content);
            return false;
        }
        catch (MalformedFileException)
        {
            return true;
        }
        catch (NotSupportedException)
        {
            return false;
        }
    }

    private void Walk(string name, DiskVolume volume, IFileSystem files)
    {
        long count = 0, bytes = 0;
        try
        {
            foreach (var (_, entry) in FileTree.Walk(files, files.Root))
            {
                cancellation.ThrowIfCancellationRequested();
                count++;
                bytes += entry.Size;
            }
            Say($"{name} ({volume.FileSystem}{(files.Label is { } label ? $", {label}" : "")}): {count} files and directories with {bytes} bytes were listed.");
            Hash(name, files);
        }
        catch (MalformedFileException error)
        {
            Wrong($"{name} ({volume.FileSystem}) is damaged after {count} files and directories. {error.Message}");
        }
    }

    private void Hash(string name, IFileSystem files)
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var count = 0;
        long bytes = 0;
        foreach (var (path, entry) in Chosen(name, files).Take(MostHashed))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                all.AppendData(Encoding.UTF8.GetBytes(path));
                all.AppendData(HashOf(files.OpenRead(entry)));
                count++;
                bytes += entry.Size;
            }
            catch (NotSupportedException error)
            {
                Say($"{name}/{path} was not read. {error.Message}");
            }
        }
        if (count > 0) Say($"{name}: {count} chosen files with {bytes} bytes were read; SHA-256 over their names and hashes is {Convert.ToHexStringLower(all.GetHashAndReset())}.");
    }

    private byte[] HashOf(IByteSource source)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        SourcePieces.ReadAll(source, (_, bytes) => hash.AppendData(bytes), cancellation);
        return hash.GetHashAndReset();
    }

    private IEnumerable<(string Path, FileEntry Entry)> Chosen(string volume, IFileSystem files)
    {
        var places = options.DrillFiles.Count == 0 ? usual
            : [.. options.DrillFiles.Select(file => file.Trim('/')).Where(file => file.StartsWith(volume + "/", StringComparison.Ordinal)).Select(file => file[(volume.Length + 1)..])];
        foreach (var place in places)
        {
            var found = Find(files, place);
            if (found is null)
            {
                if (options.DrillFiles.Count > 0) Wrong($"{volume}/{place} is not in the point.");
            }
            else if (found.Kind == ItemKind.File) yield return (place, found);
            else if (found.Kind == ItemKind.Directory)
                foreach (var child in files.List(found).Where(child => child.Kind == ItemKind.File && child.Size <= LargestHashed).OrderBy(child => child.Name, StringComparer.Ordinal)) yield return ($"{place}/{child.Name}", child);
        }
    }

    private static FileEntry? Find(IFileSystem files, string path)
    {
        FileEntry? at = files.Root;
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries)) at = at is { Kind: ItemKind.Directory } ? files.Find(at, name) : null;
        return at;
    }

    private void Wrong(string what)
    {
        isSound = false;
        Say(what);
    }

    private void Say(string what)
    {
        if (findings.Count < MostFindings) findings.Add(what);
    }
}
