namespace Holdfast.Workloads.Applications;


/// <param name="Reached">The moment that was brought back, as the application says.</param>
/// <param name="Notes">What to know or to do now.</param>
public sealed record RecoveryOutcome(DateTimeOffset Reached, IReadOnlyList<string> Notes);
