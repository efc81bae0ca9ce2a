namespace Holdfast.Console.Elements.Lists;

/// <summary>Rows of a window, and how many there are in all.</summary>
public sealed record ListPage<TItem>(IReadOnlyList<TItem> Items, int Total);
