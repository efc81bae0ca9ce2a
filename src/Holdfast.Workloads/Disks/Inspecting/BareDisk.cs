using Holdfast.Workloads.Disks.Partitions;
using Holdfast.Workloads.FileSystems;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Disks.Inspecting;

/// <summary>Tells bare content of a disk from files of other kinds.</summary>
internal static class BareDisk
{
    public static bool Recognizes(FileProbe probe)
    {
        using var disk = new RawDisk(new MemoryBytes(probe.Start));
        return StartsTable(probe.Start.Span, DiskSectors.Short) || StartsTable(probe.Start.Span, DiskSectors.Long) || BootRecord.Read(disk) is { IsPlausible: true }
            || VolumeKind.Of(disk) is not null || EndsTable(probe.End.Span, DiskSectors.Short) || EndsTable(probe.End.Span, DiskSectors.Long);
    }

    private static bool StartsTable(ReadOnlySpan<byte> start, int sector) => start.Length > sector && start[sector..].StartsWith("EFI PART"u8);

    private static bool EndsTable(ReadOnlySpan<byte> end, int sector) => end.Length >= sector && end[^sector..].StartsWith("EFI PART"u8);
}
