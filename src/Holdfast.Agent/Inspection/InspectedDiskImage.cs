namespace Holdfast.Agent.Inspection;

/// <summary>Bare content of a disk.</summary>
public sealed record InspectedDiskImage(bool? Intact, InspectedProblem? Problem) : InspectedDisk(Intact, Problem);
