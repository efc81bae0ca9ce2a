namespace Holdfast.Contracts.Api.Insight;

/// <summary>What the list can be narrowed to. Each facet counts what fits all other filters, so that its own alternatives stay in sight.</summary>
/// <param name="Groups">Value is the name; without a group it is empty.</param>
/// <param name="States">Every one of <see cref="SourceStates"/> that occurs.</param>
public sealed record SourceFacets(IReadOnlyList<FacetCount> Servers, IReadOnlyList<FacetCount> Groups, IReadOnlyList<FacetCount> States);
