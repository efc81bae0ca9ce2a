namespace Holdfast.Agent.Inspection;

/// <summary>A VHDX.</summary>
public sealed record InspectedVhdx(bool? Intact, InspectedProblem? Problem) : InspectedVirtualDisk(Intact, Problem)
{
    /// <summary>Entries of its log that must be replayed; 0: it was closed properly.</summary>
    public int LogEntries { get; init; }
}
