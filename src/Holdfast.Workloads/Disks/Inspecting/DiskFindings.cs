using Holdfast.Workloads.Disks.Partitions;
using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Disks.Inspecting;

/// <summary>What a file with a disk is.</summary>
/// <param name="Format">How the file keeps the disk.</param>
public sealed record DiskFindings(DiskFormat Format, bool? IsIntact, MalformedFileException? Fault) : FileFindings(IsIntact, Fault)
{
    /// <summary>Bytes that a machine sees; null where the file does not get as far as to say it.</summary>
    public long? Length { get; init; }

    public int? SectorLength { get; init; }

    /// <summary>Bytes; null for a fixed VHD and for bare content.</summary>
    public int? BlockLength { get; init; }

    public bool IsFixed { get; init; }

    /// <summary>The disk's identity; null for bare content.</summary>
    public Guid? DiskId { get; init; }

    /// <summary>The software that made the file, as it says.</summary>
    public string? Creator { get; init; }

    /// <summary>Entries of the log of a VHDX that must be replayed before it is used.</summary>
    public int LogEntries { get; init; }

    /// <summary>What the disk was made from; null: it is no differencing one.</summary>
    public ParentReference? Parent { get; init; }

    public bool IsParentMissing { get; init; }

    public PartitionScheme Scheme { get; init; }

    public IReadOnlyList<PartitionFindings> Partitions { get; init; } = [];

    /// <summary>Sentences for people: what is noteworthy and does not make the file less whole.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
