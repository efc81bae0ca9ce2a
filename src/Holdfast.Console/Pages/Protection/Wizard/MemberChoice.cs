using Holdfast.Console.Elements.Trees;

namespace Holdfast.Console.Pages.Protection.Wizard;

/// <summary>What of the tree is chosen: folders that become members, and folders below them that are left out. The nearest decision above a path holds for it.</summary>
public sealed class MemberChoice
{
    private readonly List<(Place Place, bool IsIncluded)> decisions = [];

    /// <summary>What becomes a member, in the order of server and path.</summary>
    internal IReadOnlyList<Place> Members => [.. Decided(true).OrderBy(place => place.Server, StringComparer.OrdinalIgnoreCase).ThenBy(place => place.Path, StringComparer.Ordinal)];

    /// <summary>All folders that are left out.</summary>
    internal IReadOnlyList<Place> AllLeftOut => [.. Decided(false)];

    /// <summary>Folders that are left out of a member.</summary>
    internal IReadOnlyList<Place> LeftOut(Place member) => [.. Decided(false).Where(place => Nearest(place, included: true)?.Is(member) == true).OrderBy(place => place.Path, StringComparer.Ordinal)];

    internal CheckState State(Place place)
    {
        var isIncluded = IsIncluded(place);
        return decisions.Any(decision => place.Holds(decision.Place) && decision.IsIncluded != isIncluded) ? CheckState.Some : isIncluded ? CheckState.All : CheckState.None;
    }

    /// <summary>Whether something of a server is chosen.</summary>
    internal CheckState StateOfServer(string server) => Decided(true).Any(place => place.IsOnSameServer(new Place(server, ""))) ? CheckState.Some : CheckState.None;

    /// <summary>Turns a choice around. What was decided below it is forgotten.</summary>
    internal void Toggle(Place place)
    {
        var wasIncluded = IsIncluded(place);
        decisions.RemoveAll(decision => place.Is(decision.Place) || place.Holds(decision.Place));
        if (IsIncluded(place) == wasIncluded) decisions.Add((place, !wasIncluded));
    }

    internal void Include(Place place)
    {
        if (!Decided(true).Any(place.Is)) decisions.Add((place, true));
    }

    internal void LeaveOut(Place place) => decisions.Add((place, false));

    /// <summary>Takes a member out, with what was left out of it.</summary>
    internal void Remove(Place member)
    {
        var leftOut = LeftOut(member);
        decisions.RemoveAll(decision => decision.IsIncluded ? decision.Place.Is(member) : leftOut.Any(decision.Place.Is));
    }

    private bool IsIncluded(Place place) =>
        decisions.Where(decision => decision.Place.Is(place) || decision.Place.Holds(place)).OrderByDescending(decision => decision.Place.Path.Length).FirstOrDefault() is { Place: not null, IsIncluded: true };

    private Place? Nearest(Place place, bool included) => Decided(included).Where(above => above.Holds(place)).MaxBy(above => above.Path.Length);

    private IEnumerable<Place> Decided(bool included) => decisions.Where(decision => decision.IsIncluded == included).Select(decision => decision.Place);
}
