namespace Holdfast.Contracts.Api.Insight;

/// <summary>A value and how many have it.</summary>
public sealed record FacetCount(string Value, int Count);
