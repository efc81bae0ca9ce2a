namespace Holdfast.Workloads.Applications;


/// <param name="Depth">How far it went.</param>
/// <param name="IsSound">False: the findings say what is wrong.</param>
/// <param name="Findings">What was checked and what was found, as people read it.</param>
/// <param name="RecoveryTime">How long bringing it back took, until it could be used; null where it was not brought back.</param>
public sealed record DrillOutcome(DrillDepth Depth, bool IsSound, IReadOnlyList<string> Findings, TimeSpan? RecoveryTime);
