using Holdfast.Format.Items;

namespace Holdfast.Workloads.FileSystems.Ntfs;

/// <summary>Names of a directory whose records are read together.</summary>
internal sealed class ListingBatch(MasterFileTable table, NtfsEntries entries)
{
    private const int Most = 32 << 10;

    private readonly List<(ulong Reference, FileNameAttribute Name)> names = [];

    public bool IsFull => names.Count >= Most;

    public void Clear() => names.Clear();

    public void Add(ulong reference, FileNameAttribute name) => names.Add((reference, name));

    /// <summary>In the order in which they were added.</summary>
    public IEnumerable<FileEntry> Entries()
    {
        var found = Read();
        foreach (var (reference, name) in names)
        {
            yield return found.TryGetValue(FileReference.Number(reference), out var known) && FileReference.Sequence(reference) is var sequence && (sequence == 0 || sequence == FileReference.Sequence(known.Number))
                ? known with { Name = Names.Of(name.Name, 0) }
                : Remembered(reference, name);
        }
    }

    private Dictionary<long, FileEntry> Read()
    {
        var numbers = names.Select(name => FileReference.Number(name.Reference)).Distinct().ToArray();
        Array.Sort(numbers);
        var found = new Dictionary<long, FileEntry>(numbers.Length);
        table.Read(numbers, record =>
        {
            if (entries.TryOf(record) is { } entry) found[record.Number] = entry;
        });
        return found;
    }

    /// <summary>Where a file's record is damaged: as the directory remembers it. Opening it tells the damage.</summary>
    private static FileEntry Remembered(ulong reference, FileNameAttribute name)
    {
        var isDirectory = (name.Attributes & FileNameAttribute.DirectoryAttribute) != 0;
        return new FileEntry(reference, Names.Of(name.Name, 0), isDirectory ? ItemKind.Directory : ItemKind.File, isDirectory ? 0 : name.Size, NtfsTime.Of(name.Modified));
    }
}
