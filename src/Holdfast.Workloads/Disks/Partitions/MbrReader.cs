using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Disks.Partitions;

/// <summary>Reads the partitions of an MBR, the logical ones too.</summary>
internal sealed class MbrReader(IDisk disk, BootRecord boot, List<MalformedFileException> faults)
{
    private const int FirstLogical = 5, MostLogical = 256;

    private readonly List<Partition> found = [];
    private int logical = FirstLogical;

    public IReadOnlyList<Partition> Read()
    {
        for (var index = 0; index < boot.Slots.Count; index++)
        {
            var slot = boot.Slots[index];
            if (!slot.IsEmpty && !slot.IsExtended && slot.Type != BootRecordEntry.Protective) Add(index + 1, slot, 0, BootRecord.TableOffset);
        }

        foreach (var container in boot.Slots.Where(slot => !slot.IsEmpty && slot.IsExtended)) Follow(container.First);
        return found;
    }

    /// <summary>Each record of the chain holds a partition, relative to itself, and a link, relative to the container.</summary>
    private void Follow(long container)
    {
        var seen = new HashSet<long>();
        for (var at = container; ;)
        {
            var offset = at * disk.SectorLength;
            if (!seen.Add(at) || logical >= FirstLogical + MostLogical)
            {
                faults.Add(new MalformedFileException(offset, "a chain of logical partitions that ends", "one that does not"));
                return;
            }

            if (BootRecord.Read(disk, offset) is not { } record)
            {
                faults.Add(new MalformedFileException(offset, "a record of the chain of logical partitions, with the signature 55 AA", offset >= disk.Length ? "the end of the disk" : "something else"));
                return;
            }

            foreach (var slot in record.Slots.Where(slot => !slot.IsEmpty && !slot.IsExtended)) Add(logical++, slot, at, offset + BootRecord.TableOffset);
            if (record.Slots.FirstOrDefault(slot => !slot.IsEmpty && slot.IsExtended) is not { IsEmpty: false } link) return;
            at = container + link.First;
        }
    }

    private void Add(int number, BootRecordEntry slot, long relativeTo, long entryOffset)
    {
        var range = new ByteRange((relativeTo + slot.First) * disk.SectorLength, (long)slot.Count * disk.SectorLength);
        if (PartitionBounds.Within(disk, range, number, entryOffset, faults) is { } kept) found.Add(new Partition(number, PartitionTypes.Name(slot.Type), kept.Offset, kept.Length, null));
    }
}
