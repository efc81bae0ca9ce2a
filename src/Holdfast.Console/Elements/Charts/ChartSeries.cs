namespace Holdfast.Console.Elements.Charts;

/// <summary>A line of a chart. Lines differ by dashes as well as by color, so that they can be told apart in grey.</summary>
/// <param name="Color">A token such as --accent.</param>
/// <param name="Dash">SVG dash pattern; null: a full line.</param>
public sealed record ChartSeries(string Title, IReadOnlyList<ChartPoint> Points, string Color = "--accent", string? Dash = null, bool IsFilled = false);
