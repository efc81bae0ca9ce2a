using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Disks.Partitions;
using Holdfast.Workloads.SystemState.Hosts;
using Holdfast.Workloads.SystemState.Points;

namespace Holdfast.Workloads.SystemState.Planning;

/// <summary>
/// Decides what of a disk goes into the point: partitions of critical volumes from their shadow copies; those that no volume is on, or that cannot have a shadow copy (EFI system partition, reserved, recovery)
/// from the disk; tables, and what lies before and between partitions, from the disk; everything else not.
/// </summary>
internal static class DiskLayout
{
    /// <summary>What lies between partitions is boot code and tables at its edges, and nothing in between.</summary>
    private const long Edge = 1 << 20, WholeGap = 4 << 20;

    /// <returns>Null where nothing critical is on the disk.</returns>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotPossible"/>: a critical volume spans several places, or the disk is managed by something that partitions do not tell.</exception>
    public static PlannedDisk? Plan(HostDisk host, PartitionTable table, IReadOnlyList<TakenVolume> taken)
    {
        var found = table.Partitions.OrderBy(partition => partition.Offset).Select(partition => (Partition: partition, Volume: On(host, partition, taken))).ToList();
        if (found.TrueForAll(pair => pair.Volume is null)) return null;
        if (found.Find(pair => pair.Partition.Type is "dynamicDiskTable" or "dynamicDiskData" or "storageSpaces").Partition is { } managed)
            throw Fallback.WithoutDisks($"disk {host.Number} is a dynamic disk or part of a storage pool (partition {managed.Number})");
        var kept = found.Select(pair => new KeptPartition(pair.Partition.Number, pair.Partition.Type, pair.Partition.Offset, pair.Partition.Length, pair.Volume?.Letter, Use(pair.Partition, pair.Volume))).ToList();
        return new PlannedDisk(host, new KeptDisk(host.Number, $"disk{host.Number}", table.Scheme, host.Length, kept), Pieces(host, kept, [.. found.Select(pair => pair.Volume?.Device)]));
    }

    private static TakenVolume? On(HostDisk host, Partition partition, IReadOnlyList<TakenVolume> taken)
    {
        var volume = host.Volumes.FirstOrDefault(volume => volume.Offset >= partition.Offset && volume.Offset < partition.Offset + partition.Length);
        var found = volume is null ? null : taken.FirstOrDefault(other => Same(other.Name, volume.Name));
        return found is null || volume!.IsWhole ? found : throw Fallback.WithoutDisks($"volume {(found.Letter is { } letter ? $"{letter}:" : found.Name)} spans several places on disks");
    }

    private static PartitionUse Use(Partition partition, TakenVolume? volume) => (partition.Type, volume) switch
    {
        (_, { IsWindows: true }) => PartitionUse.Windows,
        ("efi", _) or (_, { IsBoot: true }) => PartitionUse.Boot,
        ("microsoftReserved" or "biosBoot", _) => PartitionUse.Reserved,
        ("windowsRecovery", _) => PartitionUse.Recovery,
        (_, not null) => PartitionUse.Critical,
        _ => PartitionUse.LeftOut,
    };

    private static List<PlannedPiece> Pieces(HostDisk host, List<KeptPartition> partitions, List<string?> devices)
    {
        var (pieces, at) = (new List<PlannedPiece>(), 0L);
        foreach (var (index, partition) in partitions.Index())
        {
            if (partition.Offset < at) throw Fallback.WithoutDisks($"partitions of disk {host.Number} overlap");
            Gap(pieces, at, partition.Offset);
            if (partition.Use != PartitionUse.LeftOut) pieces.Add(new PlannedPiece(partition.Offset, partition.Length, devices[index]));
            at = partition.Offset + partition.Length;
        }
        Gap(pieces, at, host.Length);
        return [.. pieces.Where(piece => piece.Length > 0)];
    }

    private static void Gap(List<PlannedPiece> pieces, long from, long to)
    {
        if (to - from <= WholeGap) pieces.Add(new PlannedPiece(from, Math.Max(0, to - from), null));
        else pieces.AddRange([new PlannedPiece(from, Edge, null), new PlannedPiece(to - Edge, Edge, null)]);
    }

    private static bool Same(string one, string other) => string.Equals(one.TrimEnd('\\'), other.TrimEnd('\\'), StringComparison.OrdinalIgnoreCase);
}
