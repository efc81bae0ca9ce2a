namespace Holdfast.Console.Elements.Charts;

/// <summary>One value of a series.</summary>
/// <param name="Value">Null: a gap.</param>
public sealed record ChartPoint(DateTimeOffset At, double? Value);
