using Holdfast.Format.Items;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.FileSystems.Ntfs;

/// <summary>NTFS 1.2 to 3.1. The volume's own files ($MFT and the like) are not listed, and can be found by name. Its log is not replayed: where a record and a directory disagree, the record counts.</summary>
internal sealed class NtfsFileSystem : IFileSystem
{
    public const string DirectoryIndex = "$I30";

    private const long VolumeRecord = 3, RootRecord = 5, SecurityRecord = 9, CapitalsRecord = 10, FirstUserRecord = 24;

    private readonly NtfsVolume volume;
    private readonly MasterFileTable table;
    private readonly NtfsEntries entries;
    private readonly UpperCase capitals;
    private readonly NtfsItems items;

    private NtfsFileSystem(NtfsVolume volume)
    {
        this.volume = volume;
        table = MasterFileTable.Open(volume);
        entries = new NtfsEntries(volume, table);
        capitals = new UpperCase(Value(SystemFile(CapitalsRecord), AttributeType.Data));
        Label = ReadLabel();
        items = new NtfsItems(volume, new Lazy<SecurityDescriptors?>(() => table.Read(SecurityRecord) is { } record ? new SecurityDescriptors(volume, table.Gather(record)) : null));
        Root = entries.Of(SystemFile(RootRecord).Record, "");
    }

    public string Kind => "ntfs";

    public string? Label { get; }

    public FileEntry Root { get; }

    /// <param name="partition">For content.</param>
    /// <param name="metadata">The same for all else, cached.</param>
    /// <exception cref="MalformedFileException">It is damaged where it says how it is to be read.</exception>
    public static IFileSystem Open(IByteSource partition, IByteSource metadata) => new NtfsFileSystem(new NtfsVolume(partition, metadata, NtfsGeometry.Read(metadata)));

    public IEnumerable<FileEntry> List(FileEntry directory)
    {
        // Names come from the directory, all else from records, which are read many at a time in the order in which they lie.
        var batch = new ListingBatch(table, entries);
        string? last = null;
        var index = new NtfsIndex(volume, Load(directory), DirectoryIndex);
        do
        {
            batch.Clear();
            last = Fill(index, batch, last);
            foreach (var entry in batch.Entries()) yield return entry;
        }
        while (last is not null);
    }

    public FileEntry? Find(FileEntry directory, string name)
    {
        var wanted = Names.Characters(name);
        FileEntry? found = null;
        new NtfsIndex(volume, Load(directory), DirectoryIndex).Walk(
            (entry, key) =>
            {
                var candidate = FileNameAttribute.NameOf(key);
                if (capitals.Compare(candidate, wanted) != 0) return false;
                var isExact = candidate.SequenceEqual(wanted);
                if (found is null || isExact) found = Entry(entry, key);
                return !isExact;
            },
            key => capitals.Compare(FileNameAttribute.NameOf(key), wanted));
        return found;
    }

    public IByteSource OpenRead(FileEntry file, string? stream = null)
    {
        var loaded = Load(file);
        if (stream is { Length: > 0 }) return Value(loaded, AttributeType.Data, StreamName(loaded, stream));
        if (loaded.Record.IsDirectory) throw new NotSupportedException("A directory has no content of its own.");
        return loaded.Find(AttributeType.ReparsePoint) is { } point ? ReparsedContent.Open(volume, loaded, point) : Value(loaded, AttributeType.Data);
    }

    public IReadOnlyList<ByteRange> Where(FileEntry file)
    {
        var loaded = Load(file);
        return loaded.Find(AttributeType.Data) is { IsResident: false } data
            ? [.. volume.Runs(loaded.Segments(data), data, volume.Raw).Runs.Where(run => !run.IsHole).Select(run => new ByteRange(run.Offset, run.Length))]
            : [];
    }

    public Item Describe(FileEntry entry, byte[] parent, byte[] name) => items.Describe(Load(entry), entry, parent, name);

    /// <summary>Adds entries behind a name to a batch until it is full. A directory is read again from there: nothing of a walk is kept between batches.</summary>
    /// <returns>The last name added where there are more; null at the end.</returns>
    private string? Fill(NtfsIndex index, ListingBatch batch, string? after)
    {
        string? last = null;
        var isFull = false;
        index.Walk(
            (entry, key) =>
            {
                isFull = batch.IsFull;
                if (isFull) return false;
                var name = FileNameAttribute.NameOf(key);
                if (after is not null && capitals.CompareWhole(name, after) <= 0) return true;
                if (IsListed(entry, key)) batch.Add(entry.U64(0), FileNameAttribute.Read(key));
                last = new string(name);
                return true;
            },
            after is null ? null : key => capitals.CompareWhole(FileNameAttribute.NameOf(key), after));
        return isFull ? last : null;
    }

    private static bool IsListed(Fields entry, Fields key) => FileReference.Number(entry.U64(0)) >= FirstUserRecord && key.U8(0x41) != FileNameAttribute.Dos;

    private FileEntry? Entry(Fields entry, Fields key)
    {
        var reference = entry.U64(0);
        var name = FileNameAttribute.Read(key);
        if (FileReference.Number(reference) == RootRecord || table.Read(FileReference.Number(reference)) is not { } record || !FileReference.Fits(reference, record)) return null;
        return entries.Of(record, Names.Of(name.Namespace == FileNameAttribute.Dos ? LongName(table.Gather(record), name) : name.Name, entry.Origin));
    }

    /// <summary>The name that stands beside a short one.</summary>
    private static string LongName(NtfsFile file, FileNameAttribute shortName) =>
        file.Attributes.Where(attribute => attribute.Type == AttributeType.FileName).Select(attribute => FileNameAttribute.Read(attribute.ValueFields))
            .FirstOrDefault(name => name.Namespace == FileNameAttribute.Windows && name.Parent == shortName.Parent, shortName).Name;

    private NtfsFile Load(FileEntry entry)
    {
        var record = table.Read(FileReference.Number(entry.Number));
        return record is not null && FileReference.Fits(entry.Number, record)
            ? table.Gather(record)
            : throw new MalformedFileException(table.Place(FileReference.Number(entry.Number)), $"the record of {entry.Name}", record is null ? "an unused record" : "the record of another file");
    }

    private NtfsFile SystemFile(long number) =>
        table.Read(number) is { } record ? table.Gather(record) : throw new MalformedFileException(table.Place(number), $"record {number}, which every volume has", "an unused record");

    private IByteSource Value(NtfsFile file, AttributeType type, string name = "") =>
        file.Find(type, name) is { } found ? volume.Content(file, found, type == AttributeType.Data ? volume.Raw : volume.Metadata) : new MemoryBytes(default);

    /// <summary>Names of streams are compared as names of files are.</summary>
    private string StreamName(NtfsFile file, string wanted)
    {
        var streams = file.Attributes.Where(attribute => attribute is { Type: AttributeType.Data, FirstCluster: 0, Name.Length: > 0 }).Select(attribute => attribute.Name).ToList();
        return streams.Find(name => name == wanted) ?? streams.Find(name => capitals.Compare(name, wanted) == 0) ?? throw new FileNotFoundException($"The file has no stream {wanted}.");
    }

    private string? ReadLabel()
    {
        if (SystemFile(VolumeRecord).Find(AttributeType.VolumeName) is not { IsResident: true } found || found.Size == 0) return null;
        return new string(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, char>(found.Value.Span));
    }
}
