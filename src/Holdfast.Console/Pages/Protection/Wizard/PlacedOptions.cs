namespace Holdfast.Console.Pages.Protection.Wizard;

/// <summary>Settings of an application that is chosen, by name.</summary>
internal sealed record PlacedOptions(Place Place, IReadOnlyDictionary<string, string> Options);
