using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Disks.Partitions;

/// <summary>How a disk is divided.</summary>
/// <param name="Partitions">By number. Containers of logical partitions, the protective entry of a GPT, and empty entries are not in it.</param>
/// <param name="Faults">What is wrong with the table although partitions were found: one of two copies damaged, a partition that reaches beyond the disk (it is cut there), a broken chain. Offsets count from
/// the disk's first byte.</param>
public sealed record PartitionTable(PartitionScheme Scheme, IReadOnlyList<Partition> Partitions, IReadOnlyList<MalformedFileException> Faults)
{
    /// <summary>Reads a GPT or an MBR. A disk without table that holds a file system is partition 0; one that holds nothing known has no partitions.</summary>
    /// <exception cref="MalformedFileException">The disk says that it has a table, and no copy of it can be read.</exception>
    /// <exception cref="IOException">The disk cannot be read.</exception>
    public static PartitionTable Read(IDisk disk)
    {
        var faults = new List<MalformedFileException>();
        var boot = BootRecord.Read(disk);
        var gpt = new GptReader(disk, faults);
        if (boot is { IsProtective: true } || (gpt.IsAnnounced && boot is not { IsPlausible: true }))
        {
            var found = gpt.Read();
            if (boot is null) faults.Add(new MalformedFileException(BootRecord.SignatureOffset, "the signature 55 AA of a protective MBR", "none"));
            if (found is not null) return new PartitionTable(PartitionScheme.Gpt, found, faults);
            if (boot is not { IsHybrid: true }) throw faults[0];
        }

        if (BootSector.Kind(disk) is not null) return Whole(disk, faults);
        if (boot is { IsPlausible: true }) return new PartitionTable(PartitionScheme.Mbr, new MbrReader(disk, boot, faults).Read(), faults);
        if (VolumeKind.Of(disk) is not null) return Whole(disk, faults);
        return gpt.ReadBackup() is { } spare ? new PartitionTable(PartitionScheme.Gpt, spare, faults) : new PartitionTable(PartitionScheme.None, [], faults);
    }

    private static PartitionTable Whole(IDisk disk, IReadOnlyList<MalformedFileException> faults)
        => new(PartitionScheme.None, [new Partition(0, Partition.WholeDisk, 0, disk.Length, null)], faults);
}
