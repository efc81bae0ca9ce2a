namespace Holdfast.Contracts.Api.Insight;

/// <summary>Says that something has changed, and about what.</summary>
/// <param name="Stamp">To be sent with the next question.</param>
public sealed record Changes(string Stamp, ChangeCounters Topics);
