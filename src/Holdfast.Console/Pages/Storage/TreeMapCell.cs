namespace Holdfast.Console.Pages.Storage;

/// <summary>Where a part lies.</summary>
internal readonly record struct TreeMapCell(double X, double Y, double Width, double Height);
