using Holdfast.Workloads.Disks.Partitions;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Disks.Inspecting;

/// <summary>How a disk is divided, and what is on it.</summary>
/// <param name="Faults">Offsets count from the disk's first byte.</param>
internal sealed record DiskContents(PartitionScheme Scheme, IReadOnlyList<PartitionFindings> Partitions, IReadOnlyList<MalformedFileException> Faults)
{
    public static DiskContents Of(IDisk disk)
    {
        try
        {
            var table = PartitionTable.Read(disk);
            var faults = table.Faults.ToList();
            return new DiskContents(table.Scheme, [.. table.Partitions.Select(partition => Look(disk, partition, faults))], faults);
        }
        catch (MalformedFileException fault)
        {
            return new DiskContents(PartitionScheme.None, [], [fault]);
        }
        catch (FileNotFoundException)
        {
            // The table is in a parent that is not here, which is said anyway.
            return new DiskContents(PartitionScheme.None, [], []);
        }
    }

    private static PartitionFindings Look(IDisk disk, Partition partition, List<MalformedFileException> faults)
    {
        try
        {
            var content = partition.On(disk);
            var kind = VolumeKind.Of(content);
            if (kind is not null && VolumeLength.Of(content, kind) is { } length && length > partition.Length)
            {
                faults.Add(new MalformedFileException(partition.Offset + partition.Length, $"the rest of the {kind} volume of partition {partition.Number}, which has {length} bytes", partition.Number == 0 ? "the end of the disk" : "the end of the partition"));
            }

            return new PartitionFindings(partition, kind);
        }
        catch (MalformedFileException fault)
        {
            faults.Add(fault);
        }
        catch (FileNotFoundException)
        {
            // As above: what is on it is in the parent.
        }

        return new PartitionFindings(partition, null);
    }
}
