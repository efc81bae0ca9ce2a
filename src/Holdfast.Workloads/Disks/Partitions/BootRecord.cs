using System.Buffers.Binary;

namespace Holdfast.Workloads.Disks.Partitions;

/// <summary>A sector with a table of four partitions: the master boot record, or one of the chain of logical partitions.</summary>
internal sealed class BootRecord
{
    public const int TableOffset = 446, SignatureOffset = 510;
    private const int Sector = 512, EntryLength = 16, Entries = 4;

    private BootRecord(IReadOnlyList<BootRecordEntry> entries, bool isPlausible) => (Slots, IsPlausible) = (entries, isPlausible);

    /// <summary>All four.</summary>
    public IReadOnlyList<BootRecordEntry> Slots { get; }

    /// <summary>Whether these can be entries, and not code or text that happens to end with the signature.</summary>
    public bool IsPlausible { get; }

    /// <summary>A GPT is said to be there.</summary>
    public bool IsProtective => Slots.Any(slot => slot.Type == BootRecordEntry.Protective);

    /// <summary>Besides the GPT some partitions are entered here too.</summary>
    public bool IsHybrid => IsProtective && Slots.Any(slot => !slot.IsEmpty && slot.Type != BootRecordEntry.Protective);

    /// <summary>Null where the signature is missing.</summary>
    public static BootRecord? Read(IDisk disk, long offset = 0)
    {
        if (disk.Length - offset < Sector) return null;
        Span<byte> sector = stackalloc byte[Sector];
        disk.Read(offset, sector);
        if (sector[SignatureOffset] != 0x55 || sector[SignatureOffset + 1] != 0xAA) return null;
        var entries = new BootRecordEntry[Entries];
        var isPlausible = true;
        for (var index = 0; index < Entries; index++)
        {
            var entry = sector.Slice(TableOffset + (index * EntryLength), EntryLength);
            entries[index] = new BootRecordEntry(entry[4], BinaryPrimitives.ReadUInt32LittleEndian(entry[8..]), BinaryPrimitives.ReadUInt32LittleEndian(entry[12..]));
            var isStatus = entry[0] is 0 or 0x80;
            isPlausible &= isStatus && (entries[index].IsEmpty || entries[index].First != 0);
        }

        return new BootRecord(entries, isPlausible && entries.Any(entry => !entry.IsEmpty));
    }
}
