using Holdfast.Store.Blobs;
using Holdfast.Store.Durability;

namespace Holdfast.Store.Pool;

/// <summary>Whether a folder may become a disk of a pool, and in what words it is refused.</summary>
internal static class DiskAdmission
{
    private static readonly string[] FileSystemsThatForget = ["tmpfs", "ramfs", "overlay"];
    private static readonly string[] FileSystemsOverNetwork = ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p"];

    /// <param name="poolCapacity">What the pool has without this disk.</param>
    /// <param name="others">Folders of the pool's disks.</param>
    /// <exception cref="StorageException"><see cref="StorageFault.DiskRefused"/> or <see cref="StorageFault.ForeignDisk"/>.</exception>
    public static void Check(string folder, PoolOptions options, IEnumerable<string> others, long protectedBytes, long poolCapacity)
    {
        if (others.FirstOrDefault(other => Overlap(other, folder)) is { } overlapping)
            throw Refused($"'{folder}' and the disk '{overlapping}' lie one inside the other.");
        if (Path.Exists(folder) && !Directory.Exists(folder)) throw Refused($"'{folder}' is not a folder.");
        try
        {
            DurableFile.MakeDirectories(folder);
            if (FirstForeignFile(folder) is { } file) throw Refused($"'{folder}' is not empty: it holds '{file}'. Give the pool a folder of its own.");
            if (options.Probe.Examine(folder).IsRemovable) throw Refused($"'{folder}' is on a removable device. A pool needs disks that stay.");
            CheckCapacity(folder, options.Probe.Measure(folder).Capacity, options, protectedBytes, poolCapacity);
            CheckLinks(folder);
        }
        catch (Exception error) when (IoFault.IsExpected(error))
        {
            throw Refused($"'{folder}' cannot be used: {error.Message}", error);
        }
    }

    /// <summary>What is worth knowing of a disk that is good enough.</summary>
    public static string? Advice(DiskFacts facts)
    {
        if (FileSystemsThatForget.Contains(facts.FileSystem)) return $"The file system ({facts.FileSystem}) loses everything when the machine stops.";
        if (FileSystemsOverNetwork.Contains(facts.FileSystem)) return $"The file system ({facts.FileSystem}) is on the network: what was written is as safe as its server.";
        return facts.IsCompressed ? "The file system compresses: packs are compressed already, so it only costs time." : null;
    }

    private static void CheckCapacity(string folder, long capacity, PoolOptions options, long protectedBytes, long poolCapacity)
    {
        if (capacity < options.MinimumCapacity)
            throw Refused($"'{folder}' has {Bytes.Text(capacity)}; a pool disk has at least {Bytes.Text(options.MinimumCapacity)}.");
        var needed = protectedBytes + (protectedBytes / 2);
        if (needed - poolCapacity <= capacity) return;
        throw Refused($"Protected data {Bytes.Text(protectedBytes)} needs {Bytes.Text(needed)}; the pool has {Bytes.Text(poolCapacity)} and '{folder}' {Bytes.Text(capacity)}.");
    }

    /// <summary>Blobs get their names by hard links, which FAT and some network file systems do not have.</summary>
    private static void CheckLinks(string folder)
    {
        var (first, second) = (Path.Join(folder, DiskFiles.Probe), Path.Join(folder, DiskFiles.Probe + "-2"));
        try
        {
            using (var file = DurableFile.OpenNew(first, replace: true)) DurableFile.Sync(file, first);
            DurableFile.TryLink(first, second);
            DurableFile.SyncDirectory(folder);
        }
        finally
        {
            DurableFile.Remove(first);
            DurableFile.Remove(second);
        }
    }

    /// <summary>Our own files without a marker are what an interrupted attempt left.</summary>
    private static string? FirstForeignFile(string folder) =>
        new DirectoryInfo(folder).EnumerateFileSystemInfos()
            .Select(entry => entry.Name)
            .FirstOrDefault(name => name is not ("lost+found" or ".tmp") && !name.StartsWith(BlobName.Reserved, StringComparison.Ordinal));

    private static bool Overlap(string one, string other)
    {
        var (first, second) = (Path.TrimEndingDirectorySeparator(one) + '/', Path.TrimEndingDirectorySeparator(other) + '/');
        return first.StartsWith(second, StringComparison.Ordinal) || second.StartsWith(first, StringComparison.Ordinal);
    }

    private static StorageException Refused(string message, Exception? inner = null) => new(StorageFault.DiskRefused, message, inner);
}
