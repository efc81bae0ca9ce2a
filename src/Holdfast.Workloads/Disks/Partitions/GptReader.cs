using System.Buffers.Binary;
using System.Text;
using Holdfast.Workloads.Checksums;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Disks.Partitions;

/// <summary>Reads a GPT from the first of its two copies that is sound.</summary>
internal sealed class GptReader(IDisk disk, List<MalformedFileException> faults)
{
    private const int NameOffset = 56, NameLength = 72, GuidLength = 16;

    private long LastSector => (disk.Length / disk.SectorLength) - 1;

    /// <summary>The primary header's signature is in its place.</summary>
    public bool IsAnnounced { get; } = disk.Length >= 2L * disk.SectorLength && disk.Read(disk.SectorLength, 8).AsSpan().SequenceEqual("EFI PART"u8);

    /// <summary>Null where both copies are damaged. What is wrong with either is among the faults.</summary>
    public IReadOnlyList<Partition>? Read()
    {
        GptHeader? primary = null;
        IReadOnlyList<Partition>? found = null;
        Try(() =>
        {
            primary = GptHeader.Read(disk, 1);
            found = Entries(primary);
        });
        var elsewhere = primary?.Alternate ?? LastSector;
        if (elsewhere == 1) faults.Add(new MalformedFileException(disk.SectorLength + 32, "the sector of the second header", "that of the first"));
        else Try(() => found = Spare(elsewhere, found));
        return found;
    }

    /// <summary>The copy at the end, where nothing at the beginning says that there is one. Null where there is none.</summary>
    public IReadOnlyList<Partition>? ReadBackup()
    {
        if (LastSector < 2 || !disk.Read(LastSector * disk.SectorLength, 8).AsSpan().SequenceEqual("EFI PART"u8)) return null;
        IReadOnlyList<Partition>? found = null;
        Try(() => found = Spare(LastSector, null));
        faults.Add(new MalformedFileException(disk.SectorLength, "the first header of the GPT whose second one is at the end of the disk", "something else"));
        return found;
    }

    private void Try(Action step)
    {
        try
        {
            step();
        }
        catch (MalformedFileException fault)
        {
            faults.Add(fault);
        }
    }

    /// <summary>Checks the second copy; its entries count only where those of the first cannot be read.</summary>
    private IReadOnlyList<Partition> Spare(long sector, IReadOnlyList<Partition>? first)
    {
        var header = GptHeader.Read(disk, sector);
        if (first is null) return Entries(header);
        _ = Sound(header);
        return first;
    }

    private byte[] Sound(GptHeader header)
    {
        var (offset, length) = (header.EntriesAt * disk.SectorLength, header.EntryCount * header.EntryLength);
        if (header.EntriesAt < 1 || offset > disk.Length - length) throw new MalformedFileException(offset, $"{length} bytes of entries of the GPT", "the end of the disk");
        var bytes = disk.Read(offset, length);
        var computed = Crc32.Of(bytes);
        return computed == header.EntriesChecksum ? bytes : throw new MalformedFileException(offset, $"entries of the GPT with the checksum {header.EntriesChecksum:x8}", $"{computed:x8}");
    }

    private List<Partition> Entries(GptHeader header)
    {
        var bytes = Sound(header);
        var found = new List<Partition>();
        for (var index = 0; index < header.EntryCount; index++)
        {
            var entry = bytes.AsSpan(index * header.EntryLength, header.EntryLength);
            var offset = (header.EntriesAt * disk.SectorLength) + ((long)index * header.EntryLength);
            if (entry[..GuidLength].ContainsAnyExcept((byte)0) && Entry(index + 1, entry, offset) is { } partition) found.Add(partition);
        }

        return found;
    }

    private Partition? Entry(int number, ReadOnlySpan<byte> entry, long offset)
    {
        var (first, last) = (BinaryPrimitives.ReadUInt64LittleEndian(entry[32..]), BinaryPrimitives.ReadUInt64LittleEndian(entry[40..]));
        var most = (ulong)(long.MaxValue / disk.SectorLength) - 1;
        if (first == 0 || last < first || last > most)
        {
            faults.Add(new MalformedFileException(offset + 32, $"the first and the last sector of partition {number}", $"{first} and {last}"));
            return null;
        }

        var range = new ByteRange((long)first * disk.SectorLength, (long)(last - first + 1) * disk.SectorLength);
        return PartitionBounds.Within(disk, range, number, offset + 32, faults) is { } kept
            ? new Partition(number, PartitionTypes.Name(new Guid(entry[..GuidLength])), kept.Offset, kept.Length, Name(entry.Slice(NameOffset, NameLength)))
            : null;
    }

    private static string? Name(ReadOnlySpan<byte> text)
    {
        var name = Encoding.Unicode.GetString(text);
        var end = name.IndexOf('\0', StringComparison.Ordinal);
        return end == 0 ? null : end > 0 ? name[..end] : name;
    }
}
