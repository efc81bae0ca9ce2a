namespace Holdfast.Console.Elements.Charts;

/// <summary>Where something may lie: between a low and a high line.</summary>
public sealed record ChartBand(string Title, IReadOnlyList<ChartPoint> Low, IReadOnlyList<ChartPoint> High, string Color = "--warning");
