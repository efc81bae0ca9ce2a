using System.Buffers;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.FileSystems.Ntfs;

/// <summary>The records of all files. Thread-safe.</summary>
internal sealed class MasterFileTable
{
    private const int LargeRead = 1 << 20;

    /// <summary>So many records of a large read make up for what it reads in vain.</summary>
    private const int ManyRecords = 64;

    private const int MostExtensions = 4096;
    private const int LongestList = 256 << 10;

    private readonly NtfsVolume volume;
    private readonly int recordLength;

    /// <summary>Through the cache, and past it.</summary>
    private RunBytes bytes, direct;

    private MasterFileTable(NtfsVolume volume, RunBytes bytes)
    {
        this.volume = volume;
        this.bytes = direct = bytes;
        recordLength = volume.Geometry.RecordLength;
    }

    private long Count => bytes.Length / recordLength;

    /// <exception cref="MalformedFileException">The table's own record does not say where it is.</exception>
    public static MasterFileTable Open(NtfsVolume volume)
    {
        var start = volume.Geometry.TableOffset;
        var first = new RunBytes(volume.Metadata, [new Run(0, start, volume.Geometry.RecordLength)], volume.Geometry.RecordLength, long.MaxValue);
        var table = new MasterFileTable(volume, first);
        var own = table.Read(0) ?? throw new MalformedFileException(start, "the record of the master file table", "an unused record");
        var data = own.Find(AttributeType.Data) is { IsResident: false, FirstCluster: 0 } found ? found : throw new MalformedFileException(start, "where the master file table lies", "a record that does not say it");
        // Where it goes on may be told by records that lie in what is known of it so far.
        table.bytes = volume.Runs([data], data, volume.Metadata);
        if (own.Find(AttributeType.AttributeList) is not null) table.bytes = volume.Runs(table.Gather(own).Segments(data), data, volume.Metadata);
        table.direct = new RunBytes(volume.Raw, table.bytes.Runs, table.bytes.Length, table.bytes.Written);
        return table;
    }

    /// <summary>Null for a record that no file uses, or that is not in the table.</summary>
    /// <exception cref="MalformedFileException">It is damaged.</exception>
    public FileRecord? Read(long number)
    {
        if (number < 0 || number >= Count) return null;
        var record = new byte[recordLength];
        bytes.Read(number * recordLength, record);
        return FileRecord.Parse(record, number, Place(number));
    }

    /// <summary>Hands over many records with few reads. What is unused or damaged is left out.</summary>
    /// <param name="numbers">Ascending, each once.</param>
    public void Read(ReadOnlySpan<long> numbers, Action<FileRecord> take)
    {
        while (!numbers.IsEmpty && numbers[0] < Count)
        {
            var most = Math.Min(Count, numbers[0] + (LargeRead / recordLength));
            var taken = 1;
            while (taken < numbers.Length && numbers[taken] < most) taken++;
            if (taken < ManyRecords) ReadFew(numbers[..taken], take);
            else ReadMany(numbers[..taken], take);
            numbers = numbers[taken..];
        }
    }

    /// <summary>The file of a record with what its other records hold.</summary>
    /// <exception cref="MalformedFileException">Its attribute list, or what it refers to, is damaged.</exception>
    public NtfsFile Gather(FileRecord record)
    {
        if (record.Find(AttributeType.AttributeList) is not { } list) return new NtfsFile(record, record.Attributes);
        var content = volume.Content(new NtfsFile(record, record.Attributes), list, volume.Metadata);
        if (content.Length > LongestList) throw new MalformedFileException(list.Origin, $"an attribute list of at most {LongestList} bytes", $"{content.Length} bytes");
        var entries = new byte[content.Length];
        content.Read(0, entries);
        var records = new Dictionary<long, FileRecord> { [record.Number] = record };
        var attributes = new List<NtfsAttribute>();
        var fields = new Fields(entries, list.Origin);
        for (var at = 0; at < entries.Length;)
        {
            const int leastLength = 26;
            var length = fields.U16(at + 4);
            if (length < leastLength) throw fields.Refuse(at + 4, "the length of an entry of an attribute list", $"{length} bytes");
            attributes.Add(Segment(record, records, fields.Part(at, Math.Min(length, entries.Length - at))));
            at += length;
        }

        return new NtfsFile(record, attributes);
    }

    /// <summary>Offset of a record on the volume.</summary>
    public long Place(long number) => number >= 0 && number < Count ? bytes.Place(number * recordLength) : 0;

    private NtfsAttribute Segment(FileRecord owner, Dictionary<long, FileRecord> records, Fields entry)
    {
        var reference = entry.U64(16);
        var number = FileReference.Number(reference);
        if (!records.TryGetValue(number, out var record))
        {
            if (records.Count >= MostExtensions) throw entry.Refuse(16, $"a file of at most {MostExtensions} records", "more");
            record = Read(number);
            if (record is null || FileReference.Number(record.Base) != owner.Number) throw entry.Refuse(16, $"a record that continues record {owner.Number}", $"record {number}");
            records[number] = record;
        }

        var (type, id) = ((AttributeType)entry.U32(0), entry.U16(24));
        return record.Attributes.FirstOrDefault(attribute => attribute.Type == type && attribute.Number == id)
            ?? throw entry.Refuse(24, $"an attribute that is in record {number}", $"{type} with number {id}");
    }

    private void ReadFew(ReadOnlySpan<long> numbers, Action<FileRecord> take)
    {
        foreach (var number in numbers)
        {
            var record = new byte[recordLength];
            bytes.Read(number * recordLength, record);
            Take(record, number, take);
        }
    }

    private void ReadMany(ReadOnlySpan<long> numbers, Action<FileRecord> take)
    {
        var window = ArrayPool<byte>.Shared.Rent(LargeRead);
        try
        {
            var span = window.AsMemory(0, (int)(numbers[^1] - numbers[0] + 1) * recordLength);
            direct.Read(numbers[0] * recordLength, span.Span);
            // The window is used again; a record is kept.
            foreach (var number in numbers) Take(span.Slice((int)(number - numbers[0]) * recordLength, recordLength).ToArray(), number, take);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(window);
        }
    }

    private void Take(Memory<byte> record, long number, Action<FileRecord> take)
    {
        FileRecord? found;
        try
        {
            found = FileRecord.Parse(record, number, Place(number));
        }
        catch (MalformedFileException)
        {
            // Told when the file is opened: the others of its directory are to be listed.
            return;
        }

        if (found is not null) take(found);
    }
}
