namespace Holdfast.Console.Pages.Protection.Wizard;

/// <summary>What is taken of the members that are trees of Windows.</summary>
internal sealed class FileChoices
{
    private readonly List<PlacedChoice> choices = [];

    internal IReadOnlyList<PlacedChoice> All => choices;

    /// <summary>To be changed in place. A member of which nothing was said is taken whole.</summary>
    internal FileChoice Of(Place place)
    {
        if (choices.Find(one => one.Place.Is(place)) is { } known) return known.Choice;
        choices.Add(new PlacedChoice(place, new FileChoice()));
        return choices[^1].Choice;
    }

    internal void Is(Place place, FileChoice choice)
    {
        choices.RemoveAll(one => one.Place.Is(place));
        choices.Add(new PlacedChoice(place, choice));
    }

    /// <summary>Null where everything is taken.</summary>
    internal IReadOnlyDictionary<string, string>? OptionsOf(Place place) => choices.Find(one => one.Place.Is(place))?.Choice.Options() is { Count: > 0 } options ? options : null;
}
