using Holdfast.Format.Items;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Files.Portable;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.FileSystems.Fat;

/// <summary>FAT with entries of 12, 16 and 32 bits, as EFI system partitions have it. Times have no zone and are taken as UTC.</summary>
internal sealed class FatFileSystem : IFileSystem
{
    /// <summary>A directory has at most so many entries.</summary>
    private const int MostEntries = 1 << 16;

    private readonly IByteSource content, metadata;
    private readonly FatGeometry geometry;
    private readonly FatChains chains;

    private FatFileSystem(IByteSource content, IByteSource metadata)
    {
        (this.content, this.metadata) = (content, metadata);
        geometry = FatGeometry.Read(metadata);
        chains = new FatChains(metadata, geometry);
        Label = ReadLabel();
    }

    public string Kind => $"fat{geometry.EntryBits}";

    public string? Label { get; }

    /// <summary>Has no entry of its own, and so neither number nor time.</summary>
    public FileEntry Root { get; } = new(0, "", ItemKind.Directory, 0, DateTimeOffset.UnixEpoch);

    /// <param name="partition">For content.</param>
    /// <param name="metadata">The same for all else, cached.</param>
    /// <exception cref="MalformedFileException">It is damaged where it says how it is to be read.</exception>
    public static IFileSystem Open(IByteSource partition, IByteSource metadata) => new FatFileSystem(partition, metadata);

    public IEnumerable<FileEntry> List(FileEntry directory) => Read(directory).Select(found => Entry(found.Entry, found.Name));

    public FileEntry? Find(FileEntry directory, string name)
    {
        foreach (var (entry, longName) in Read(directory))
        {
            if (longName.Equals(name, StringComparison.OrdinalIgnoreCase) || entry.ShortName.Equals(name, StringComparison.OrdinalIgnoreCase)) return Entry(entry, longName);
        }

        return null;
    }

    public IByteSource OpenRead(FileEntry file, string? stream = null)
    {
        if (stream is { Length: > 0 }) throw new FileNotFoundException($"The file has no stream {stream}: the file system has none.");
        var entry = Load(file);
        if (entry.Kind != ItemKind.File) throw new NotSupportedException("A directory has no content of its own.");
        var runs = Runs(entry);
        return runs.End >= entry.Size ? new RunBytes(content, runs.Runs, entry.Size, long.MaxValue) : throw new MalformedFileException(entry.Origin + 28, "the length of what the clusters hold", $"{entry.Size} bytes");
    }

    public IReadOnlyList<ByteRange> Where(FileEntry file) =>
        file.Number != 0 && Load(file) is { Kind: ItemKind.File } entry ? [.. Runs(entry).Runs.Select(run => new ByteRange(run.Offset, run.Length))] : [];

    public Item Describe(FileEntry entry, byte[] parent, byte[] name)
    {
        FatEntry? kept = entry.Number == 0 ? null : Load(entry);
        var item = new Item
        {
            Parent = parent,
            Name = name,
            Kind = entry.Kind,
            Size = entry.Size,
            Modified = Timestamp.From(entry.Modified),
            Changed = Timestamp.From(entry.Modified),
            Born = kept is { } found ? Timestamp.From(found.Born) : null,
            Inode = entry.Number,
        };
        PortableMetadata.SetWindowsAttributes(item, (FileAttributes)(kept?.Attributes ?? FatEntry.Directory));
        return item;
    }

    private static FileEntry Entry(FatEntry entry, string name) =>
        new((ulong)(entry.Origin / FatGeometry.EntryLength), name, entry.Kind, entry.Kind == ItemKind.File ? entry.Size : 0, entry.Modified);

    private RunList Runs(FatEntry entry) => chains.Follow(entry.Size == 0 ? 0 : entry.Cluster, (entry.Size + (long)geometry.ClusterLength - 1) / geometry.ClusterLength, entry.Origin + 26);

    private IEnumerable<(FatEntry Entry, string Name)> Read(FileEntry directory)
    {
        if (directory.Kind != ItemKind.Directory) throw new MalformedFileException((long)directory.Number * FatGeometry.EntryLength, "a directory", "a file");
        return new FatDirectory(metadata, geometry).Read(directory.Number == 0 ? RootRuns() : DirectoryRuns(Load(directory)));
    }

    private IReadOnlyList<Run> RootRuns() =>
        geometry.EntryBits == 32 ? DirectoryRuns(geometry.RootCluster, 44) : geometry.RootLength == 0 ? [] : [new Run(0, geometry.RootOffset, geometry.RootLength)];

    /// <summary>What leads to cluster 0 leads to the root.</summary>
    private IReadOnlyList<Run> DirectoryRuns(FatEntry entry) => entry.Cluster == 0 ? RootRuns() : DirectoryRuns(entry.Cluster, entry.Origin + 26);

    private IReadOnlyList<Run> DirectoryRuns(uint cluster, long origin) => chains.Follow(cluster, Math.Max(1, MostEntries * FatGeometry.EntryLength / geometry.ClusterLength), origin).Runs;

    private FatEntry Load(FileEntry entry)
    {
        var origin = entry.Number <= (ulong)(metadata.Length / FatGeometry.EntryLength) ? (long)entry.Number * FatGeometry.EntryLength : metadata.Length;
        if (origin > metadata.Length - FatGeometry.EntryLength) throw new MalformedFileException(metadata.Length, "the entry of a file", "the end of the volume");
        var found = FatEntry.Read(new Fields(metadata.Read(origin, FatGeometry.EntryLength), origin), geometry.EntryBits);
        return found.Kind == entry.Kind ? found : throw new MalformedFileException(origin, $"the entry of {entry.Name}", "another one");
    }

    /// <summary>An entry of the root directory that is no file.</summary>
    private string? ReadLabel()
    {
        foreach (var run in RootRuns())
        {
            for (long at = 0; at < run.Length; at += FatGeometry.EntryLength)
            {
                var bytes = metadata.Read(run.Offset + at, FatGeometry.EntryLength);
                if (bytes[0] == 0) return null;
                if (bytes[0] != FatEntry.Deleted && (bytes[11] & 0x3f) != FatEntry.LongName && (bytes[11] & FatEntry.Label) != 0) return LabelOf(bytes);
            }
        }

        return null;
    }

    /// <summary>Eleven characters without a point.</summary>
    private static string LabelOf(byte[] bytes) => System.Text.Encoding.Latin1.GetString(bytes, 0, 11).TrimEnd();
}
