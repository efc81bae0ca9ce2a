namespace Holdfast.Console.Elements.Lists;

/// <summary>Which rows a list wants to show now.</summary>
/// <param name="Order">Name of the column's order; null: as the server orders them.</param>
public sealed record ListWindow(int Offset, int Count, string? Order, bool Descending, CancellationToken Cancellation);
