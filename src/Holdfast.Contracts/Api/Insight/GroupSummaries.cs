namespace Holdfast.Contracts.Api.Insight;

/// <summary>A page of protection groups, by name.</summary>
/// <param name="Total">Those that fit, on all pages.</param>
public sealed record GroupSummaries(int Total, int Offset, IReadOnlyList<GroupSummary> Groups);
