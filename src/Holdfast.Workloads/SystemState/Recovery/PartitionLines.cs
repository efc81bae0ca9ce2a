using System.Globalization;
using Holdfast.Workloads.Disks.Partitions;
using Holdfast.Workloads.SystemState.Points;

namespace Holdfast.Workloads.SystemState.Recovery;

/// <summary>What diskpart is told to lay a disk out as it was: sizes as they were, up to the next MiB; partitions that are not in the point stay unmade.</summary>
internal sealed class PartitionLines(BareMetalFacts facts, IReadOnlyDictionary<(int Disk, int Partition), char> letters)
{
    private const int FirstLogical = 5, MiB = 1 << 20;

    /// <param name="disk">One of the facts'; its number stands as %DISK_N%, which cmd.exe replaces.</param>
    public IEnumerable<string> Of(KeptDisk disk)
    {
        yield return $"select disk %DISK_{disk.Number}%";
        yield return "clean";
        if (disk.Scheme != PartitionScheme.None) yield return disk.Scheme == PartitionScheme.Gpt ? "convert gpt" : "convert mbr";
        var isMbr = disk.Scheme == PartitionScheme.Mbr;
        var made = disk.Partitions.Where(partition => partition.Use != PartitionUse.LeftOut).OrderBy(partition => isMbr && partition.Number >= FirstLogical).ThenBy(partition => partition.Offset).ToList();
        var hasExtended = false;
        foreach (var partition in made)
        {
            var isLogical = isMbr && partition.Number >= FirstLogical;
            if (isLogical && !hasExtended) yield return "create partition extended";
            hasExtended |= isLogical;
            foreach (var line in Make(disk, partition, isLogical ? "logical" : "primary")) yield return line;
        }
    }

    /// <summary>Bytes that the disk must have at least.</summary>
    public static long Needed(KeptDisk disk) => disk.Partitions.Where(partition => partition.Use != PartitionUse.LeftOut).Sum(partition => RoundedUp(partition.Length) * MiB) + (4L * MiB);

    private IEnumerable<string> Make(KeptDisk disk, KeptPartition partition, string kind)
    {
        var size = string.Create(CultureInfo.InvariantCulture, $"size={RoundedUp(partition.Length)}");
        var isGpt = disk.Scheme == PartitionScheme.Gpt;
        if (partition.Use == PartitionUse.Reserved)
        {
            if (isGpt && partition.Type == "microsoftReserved") yield return $"create partition msr {size}";
            yield break;
        }
        var isEfi = partition.Type == "efi";
        yield return $"create partition {(isEfi && isGpt ? "efi" : kind)} {size}";
        yield return isEfi ? "format quick fs=fat32" : "format quick fs=ntfs";
        if (partition.Use == PartitionUse.Recovery)
        {
            yield return isGpt ? "set id=de94bba4-06d1-4d40-a16a-bfd50179d6ac" : "set id=27";
            if (isGpt) yield return "gpt attributes=0x8000000000000001";
        }
        if (!facts.IsUefi && StartsFrom(partition)) yield return "active";
        if (letters.TryGetValue((disk.Number, partition.Number), out var letter)) yield return $"assign letter={letter}";
    }

    /// <summary>A BIOS starts from one partition: that of the boot configuration, which may be that of Windows.</summary>
    private bool StartsFrom(KeptPartition partition) =>
        partition.Use == PartitionUse.Boot || (partition.Use == PartitionUse.Windows && !facts.Disks.Any(disk => disk.Partitions.Any(other => other.Use == PartitionUse.Boot)));

    private static long RoundedUp(long length) => Math.Max(1, (length / MiB) + (length % MiB > 0 ? 1 : 0));
}
