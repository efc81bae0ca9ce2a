using Holdfast.Format;
using Holdfast.Format.Keys;
using Holdfast.Store.Blobs;

namespace Holdfast.Store.Pool;

/// <summary>Finds the disks of a pool: in the folders that are configured, and in those that the disks remember.</summary>
internal sealed class DiskSearch(RepositoryId? expected)
{
    private readonly Dictionary<string, FoundDisk> found = new(StringComparer.Ordinal);
    private readonly HashSet<string> visited = new(StringComparer.Ordinal);
    private readonly List<string> problems = [];
    private RepositoryId? pool = expected;

    public RepositoryId Pool => pool!.Value;

    public IReadOnlyCollection<FoundDisk> Found => found.Values;

    /// <exception cref="StorageException"><see cref="StorageFault.ForeignDisk"/>, <see cref="StorageFault.NewerFormat"/>, or
    /// <see cref="StorageFault.DiskMissing"/> where none is found.</exception>
    public void Run(IReadOnlyList<string> paths)
    {
        foreach (var path in paths) Visit(Path.GetFullPath(path), isConfigured: true);
        for (string[] remembered; (remembered = Remembered()).Length > 0;)
        {
            foreach (var path in remembered) Visit(path, isConfigured: false);
        }
        if (found.Count > 0) return;
        throw new StorageException(StorageFault.DiskMissing, $"No disk of the pool was found in {string.Join(", ", paths)}. {string.Join(" ", problems)}".TrimEnd());
    }

    /// <summary>What a folder is; null where it has no marker.</summary>
    /// <exception cref="StorageException">It cannot be read, or <see cref="StorageFault.NewerFormat"/>.</exception>
    /// <exception cref="MalformedDataException">The marker is damaged.</exception>
    public static FoundDisk? Look(string folder)
    {
        try
        {
            if (DiskFiles.ReadMarker(folder) is not { } marker) return null;
            RepositoryId.TryParse(marker.PoolId, out var owner);
            return new FoundDisk(marker.DiskId, owner, folder, ReadMembers(folder));
        }
        catch (Exception error) when (IoFault.IsExpected(error))
        {
            throw IoFault.OfRead(error, $"'{folder}' cannot be read");
        }
    }

    private static PoolMembers? ReadMembers(string folder)
    {
        try
        {
            return DiskFiles.ReadMembers(folder);
        }
        catch (MalformedDataException)
        {
            return null; // the disk counts as one that was apart: it loses nothing and gets what it lacks
        }
    }

    private string[] Remembered() =>
        [.. found.Values.SelectMany(disk => disk.Members?.Members ?? []).Select(member => member.Path).Where(path => !visited.Contains(path)).Distinct()];

    private void Visit(string folder, bool isConfigured)
    {
        if (!visited.Add(folder)) return;
        try
        {
            if (Look(folder) is not { } disk) return;
            pool ??= disk.Pool;
            if (disk.Pool == pool) Add(disk);
            else if (isConfigured) throw new StorageException(StorageFault.ForeignDisk, $"'{folder}' belongs to another pool ({disk.Pool}).");
        }
        catch (MalformedDataException error)
        {
            problems.Add(error.Message);
        }
        catch (StorageException error) when (error.Fault is not (StorageFault.ForeignDisk or StorageFault.NewerFormat))
        {
            problems.Add(error.Message);
        }
    }

    private void Add(FoundDisk disk)
    {
        if (found.TryAdd(disk.Id, disk)) return;
        throw new StorageException(StorageFault.ForeignDisk, $"'{disk.Folder}' is a copy of the disk '{found[disk.Id].Folder}': a pool cannot use both.");
    }
}
