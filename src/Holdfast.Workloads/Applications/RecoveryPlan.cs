namespace Holdfast.Workloads.Applications;


/// <summary>What a recovery will do.</summary>
/// <param name="Parts">What is read, in the order in which it is needed.</param>
/// <param name="Reaches">The moment that is brought back.</param>
/// <param name="Steps">What is done, in order, as people read it: shown before and kept with the job.</param>
/// <param name="Warnings">What will be lost or differ.</param>
public sealed record RecoveryPlan(IReadOnlyList<PlannedPart> Parts, DateTimeOffset Reaches, IReadOnlyList<string> Steps, IReadOnlyList<string> Warnings);
