using System.Globalization;
using Holdfast.Format.Items;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Disks.Partitions;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.FileSystems;

/// <summary>Files of a disk by path: the number of a partition, then names, joined by '/', such as 1/etc/passwd. An empty path is the disk, whose entries are its volumes. Links are not followed.
/// Never writes. Thread-safe. The disk stays the caller's and must outlive this.</summary>
public sealed class DiskFiles
{
    /// <summary>Each that is open takes some memory.</summary>
    private const int MostVolumes = 128;

    private DiskFiles(IReadOnlyList<DiskVolume> volumes) => Volumes = volumes;

    /// <summary>In the order of the partition table.</summary>
    public IReadOnlyList<DiskVolume> Volumes { get; }

    /// <summary>Reads the partition table, and of each volume what tells its file system. What is wrong with a volume is told by it.</summary>
    /// <exception cref="MalformedFileException">The disk says that it has a partition table, and no copy of it can be read.</exception>
    /// <exception cref="IOException">The disk cannot be read.</exception>
    public static DiskFiles Open(IDisk disk)
    {
        var partitions = PartitionTable.Read(disk).Partitions;
        var cache = new CachedBytes(disk);
        return new([.. partitions.Select((partition, number) => number < MostVolumes ? OpenVolume(disk, cache, partition) : Volume(partition, null, $"It is not among the first {MostVolumes} volumes of the disk."))]);
    }

    /// <summary>Null where there is no such volume, or its file system cannot be read.</summary>
    public IFileSystem? FileSystemOf(int number) => Volumes.FirstOrDefault(volume => volume.Number == number)?.Files;

    /// <summary>What is in a directory; volumes for an empty path.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such directory.</exception>
    /// <exception cref="NotSupportedException">The volume's file system cannot be read; the message says why.</exception>
    /// <exception cref="MalformedFileException">The file system is damaged there; offsets count from the first byte of the volume.</exception>
    public IEnumerable<FileEntry> List(string path)
    {
        if (path.Length == 0) return Volumes.Select(Entry);
        var place = Resolve(path);
        return place is { Entry.Kind: ItemKind.Directory } found ? found.Files.List(found.Entry) : throw new DirectoryNotFoundException($"There is no directory {path} on this disk.");
    }

    /// <summary>Null where there is none.</summary>
    /// <exception cref="NotSupportedException">The volume's file system cannot be read.</exception>
    /// <exception cref="MalformedFileException">The file system is damaged on the way.</exception>
    public FileEntry? Find(string path) => path.Length == 0 ? new FileEntry(0, "", ItemKind.Directory, 0, DateTimeOffset.UnixEpoch) : Resolve(path)?.Entry;

    /// <summary>Content of a file, or of one of its named streams.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="NotSupportedException">The volume, or the way in which the file is kept, cannot be read; the message says why.</exception>
    /// <exception cref="MalformedFileException">The file system is damaged there.</exception>
    public IByteSource OpenRead(string path, string? stream = null) =>
        path.Length > 0 && Resolve(path) is { Entry.Kind: ItemKind.File } found ? found.Files.OpenRead(found.Entry, stream) : throw new FileNotFoundException($"There is no file {path} on this disk.");

    /// <summary>File system and entry of a path with a volume; null where there is none.</summary>
    /// <exception cref="NotSupportedException">The volume's file system cannot be read.</exception>
    /// <exception cref="MalformedFileException">The file system is damaged on the way.</exception>
    public (IFileSystem Files, FileEntry Entry)? Resolve(string path)
    {
        var names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (names.Length == 0 || !int.TryParse(names[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        if (Volumes.FirstOrDefault(volume => volume.Number == number) is not { } volume) return null;
        if (volume.Files is not { } files) throw new NotSupportedException(volume.Reason);
        var entry = files.Root;
        foreach (var name in names.AsSpan(1))
        {
            if (entry.Kind != ItemKind.Directory || files.Find(entry, name) is not { } child) return null;
            entry = child;
        }

        return (files, entry);
    }

    private static FileEntry Entry(DiskVolume volume) =>
        new((ulong)volume.Number, volume.Number.ToString(CultureInfo.InvariantCulture), ItemKind.Directory, 0, volume.Files?.Root.Modified ?? DateTimeOffset.UnixEpoch);

    private static DiskVolume OpenVolume(IDisk disk, CachedBytes cache, Partition partition)
    {
        var metadata = new SubRange(cache, partition.Offset, partition.Length);
        var kind = VolumeKind.Of(metadata);
        if (kind is null) return Volume(partition, null, "It holds no file system that is known here.");
        if (FileSystemOpeners.Find(kind) is not { } opener) return Volume(partition, kind, $"Files of a volume of kind {kind} cannot be read here.");
        try
        {
            return Volume(partition, kind, null) with { Files = opener.Open(partition.On(disk), metadata) };
        }
        catch (Exception refused) when (refused is MalformedFileException or NotSupportedException)
        {
            return Volume(partition, kind, refused.Message) with { IsDamaged = refused is MalformedFileException };
        }
    }

    private static DiskVolume Volume(Partition partition, string? kind, string? reason) => new(partition.Number, partition.Type, partition.Name, partition.Offset, partition.Length, kind, null, reason);
}
