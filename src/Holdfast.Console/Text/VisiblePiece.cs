namespace Holdfast.Console.Text;

/// <summary>A piece of a name. <paramref name="IsOdd"/>: it spells a character out that would not be seen.</summary>
public readonly record struct VisiblePiece(string Text, bool IsOdd);
