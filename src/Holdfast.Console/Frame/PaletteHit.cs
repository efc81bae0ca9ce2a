namespace Holdfast.Console.Frame;

/// <summary>One thing that the search of the frame found.</summary>
/// <param name="Address">Where one goes with it.</param>
public sealed record PaletteHit(string Icon, string Words, string Detail, string Address);
