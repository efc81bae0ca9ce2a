using System.Text.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Disks.Inspecting;

namespace Holdfast.Agent.Inspection;

/// <summary>How a file with a disk is shown.</summary>
internal static class DiskView
{
    public static InspectedDisk Of(DiskFindings findings)
    {
        var problem = findings.Fault is { } fault ? new InspectedProblem(ErrorCode.InspectedMalformed, fault.Message, fault.Offset) : null;
        var (scheme, partitions) = (JsonNamingPolicy.CamelCase.ConvertName(findings.Scheme.ToString()), findings.Partitions.Select(Partition).ToArray());
        return findings.Format switch
        {
            DiskFormat.Vhdx => Virtual(new InspectedVhdx(findings.IsIntact, problem) { Scheme = scheme, Partitions = partitions, Notes = findings.Notes, LogEntries = findings.LogEntries }, findings),
            DiskFormat.Vhd => Virtual(new InspectedVhd(findings.IsIntact, problem) { Scheme = scheme, Partitions = partitions, Notes = findings.Notes }, findings),
            _ => new InspectedDiskImage(findings.IsIntact, problem) { Size = findings.Length, SectorSize = findings.SectorLength, Scheme = scheme, Partitions = partitions, Notes = findings.Notes },
        };
    }

    private static InspectedVirtualDisk Virtual(InspectedVirtualDisk disk, DiskFindings findings) => disk with
    {
        Size = findings.Length,
        SectorSize = findings.SectorLength,
        Type = findings.Length is null ? null : findings.Parent is not null ? "differencing" : findings.IsFixed ? "fixed" : "dynamic",
        BlockSize = findings.BlockLength,
        DiskId = findings.DiskId,
        Creator = findings.Creator,
        Parent = findings.Parent is { } parent ? new InspectedParent([.. parent.Paths.Select(path => path.Text)], parent.Ids, findings.IsParentMissing) : null,
    };

    private static InspectedPartition Partition(PartitionFindings found)
        => new(found.Partition.Number, found.Partition.Type, found.Partition.Offset, found.Partition.Length, found.FileSystem, found.Partition.Name);
}
