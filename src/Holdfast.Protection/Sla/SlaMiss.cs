namespace Holdfast.Protection.Sla;

/// <summary>A member whose recovery point is later than was promised.</summary>
/// <param name="Due">When there should have been one.</param>
public sealed record SlaMiss(string SourceId, DateTimeOffset Due, DateTimeOffset? LastPoint);
