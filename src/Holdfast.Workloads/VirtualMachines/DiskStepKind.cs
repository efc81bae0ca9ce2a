namespace Holdfast.Workloads.VirtualMachines;

/// <summary>What a backup does with a range of a disk.</summary>
internal enum DiskStepKind
{
    /// <summary>Reads what holds data; the rest becomes a hole.</summary>
    Read,

    /// <summary>Takes it over from the point before.</summary>
    Keep,

    /// <summary>Leaves it out: zeros.</summary>
    Exclude,
}
