namespace Holdfast.Agent.Inspection;

/// <summary>A disk in a format of hypervisors.</summary>
public abstract record InspectedVirtualDisk(bool? Intact, InspectedProblem? Problem) : InspectedDisk(Intact, Problem)
{
    /// <summary>fixed, dynamic, differencing; null where the file does not get as far as to say it.</summary>
    public string? Type { get; init; }

    /// <summary>Bytes of a block; null for a fixed VHD.</summary>
    public int? BlockSize { get; init; }

    public Guid? DiskId { get; init; }

    /// <summary>The software that made the file, as it says.</summary>
    public string? Creator { get; init; }

    /// <summary>Null: no differencing disk.</summary>
    public InspectedParent? Parent { get; init; }
}
