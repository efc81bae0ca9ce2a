namespace Holdfast.Agent.Inspection;

/// <summary>A file that holds a disk.</summary>
public abstract record InspectedDisk(bool? Intact, InspectedProblem? Problem) : InspectedFile(Intact, Problem)
{
    /// <summary>Bytes that a machine sees; null where the file does not get as far as to say it.</summary>
    public long? Size { get; init; }

    /// <summary>Bytes.</summary>
    public int? SectorSize { get; init; }

    /// <summary>gpt, mbr, none.</summary>
    public required string Scheme { get; init; }

    public required IReadOnlyList<InspectedPartition> Partitions { get; init; }

    /// <summary>What is noteworthy and does not make the file less whole.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
