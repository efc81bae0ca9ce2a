namespace Holdfast.Agent.Inspection;

/// <summary>The change journal of a volume of Windows.</summary>
/// <param name="First">USN of the first record; null where there is none.</param>
/// <param name="Last">USN of the last one.</param>
/// <param name="Reasons">How many records give each reason, in fsutil's words.</param>
public sealed record InspectedUsnJournal(bool? Intact, InspectedProblem? Problem, long Records, long? First, long? Last, IReadOnlyDictionary<string, long> Reasons) : InspectedFile(Intact, Problem);
