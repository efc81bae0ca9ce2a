using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Insight;

namespace Holdfast.Console.Pages.Protection.Wizard;

/// <summary>Which chosen places are members of a group already: each is asked for once, however many sources there are.</summary>
internal sealed class TakenPlaces(HoldfastClient api)
{
    private const int MostAtOnce = 1000;
    private readonly Dictionary<Place, string?> known = [];

    internal async Task LookUp(IReadOnlyList<Place> places, CancellationToken cancellation)
    {
        foreach (var place in places.Where(place => !known.ContainsKey(place)))
            known[place] = (await Found(place, cancellation))?.Group;
    }

    /// <summary>Name of the group that has it; null where none has, or where it was not looked up.</summary>
    internal string? GroupOf(Place place) => known.GetValueOrDefault(place);

    // The list is searched for a part of the path: what lies below the place comes with it.
    private async Task<SourceInfo?> Found(Place place, CancellationToken cancellation)
    {
        for (var offset = 0; ; offset += MostAtOnce)
        {
            var page = await api.Insight.Sources(new SourceQuery(place.Path, place.Server, Offset: offset, Limit: MostAtOnce), cancellation);
            if (page.Sources.FirstOrDefault(source => new Place(source.Server, source.Path).Is(place)) is { } found) return found;
            if (page.Sources.Count == 0 || offset + page.Sources.Count >= page.Total) return null;
        }
    }
}
