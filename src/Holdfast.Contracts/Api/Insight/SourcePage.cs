namespace Holdfast.Contracts.Api.Insight;

/// <summary>A page of datasources.</summary>
/// <param name="Total">Those that fit, on all pages.</param>
/// <param name="Sources">With <see cref="SourceInfo.State"/>.</param>
public sealed record SourcePage(int Total, int Offset, IReadOnlyList<SourceInfo> Sources, SourceFacets Facets);
