namespace Holdfast.Agent.Inspection;

/// <summary>A VHD.</summary>
public sealed record InspectedVhd(bool? Intact, InspectedProblem? Problem) : InspectedVirtualDisk(Intact, Problem);
