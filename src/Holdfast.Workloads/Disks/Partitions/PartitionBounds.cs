using System.Globalization;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Disks.Partitions;

/// <summary>Holds partitions within their disk.</summary>
internal static class PartitionBounds
{
    /// <summary>The part that is on the disk; null where nothing is. Adds a fault where that is not all.</summary>
    public static ByteRange? Within(IDisk disk, ByteRange range, int number, long entryOffset, List<MalformedFileException> faults)
    {
        if (range.End <= disk.Length) return range;
        faults.Add(new MalformedFileException(
            entryOffset, string.Create(CultureInfo.InvariantCulture, $"partition {number} within the disk, which has {disk.Length} bytes"), string.Create(CultureInfo.InvariantCulture, $"one that ends at {range.End}")));
        return range.Offset < disk.Length ? range.Within(disk.Length) : null;
    }
}
