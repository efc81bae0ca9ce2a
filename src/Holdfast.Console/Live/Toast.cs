namespace Holdfast.Console.Live;

/// <summary>One short piece of news.</summary>
/// <param name="Address">A page about it, or null.</param>
public sealed record Toast(string Text, string? Address, bool IsFailure);
