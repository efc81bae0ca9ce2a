namespace Holdfast.Workloads.Disks;

/// <summary>How a disk's file is opened.</summary>
public sealed record DiskOpening
{
    /// <summary>More generations than any hypervisor allows are a loop, or an attack.</summary>
    private const int MostGenerations = 32;

    public static DiskOpening Plain { get; } = new();

    /// <summary>Where parents of differencing disks are; null: nowhere.</summary>
    public IParentFiles? Parents { get; init; }

    /// <summary>Also opens what is damaged and still legible: a wrong checksum of VHD, a missing or wrong parent. What was wrong is said by the disk.</summary>
    public bool IsLenient { get; init; }

    private int Generation { get; init; }

    /// <summary>For the parent of a disk that is opened this way; null where the chain is too long.</summary>
    internal DiskOpening? ForParent(IParentFiles parents) => Generation < MostGenerations ? this with { Parents = parents, Generation = Generation + 1 } : null;
}
