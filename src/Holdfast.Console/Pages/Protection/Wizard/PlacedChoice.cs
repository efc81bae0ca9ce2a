namespace Holdfast.Console.Pages.Protection.Wizard;

/// <summary>What is taken of a member.</summary>
internal sealed record PlacedChoice(Place Place, FileChoice Choice);
