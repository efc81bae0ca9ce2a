namespace Holdfast.Protection.Retention;

/// <summary>What is left of a day's points at the end of a <see cref="RetentionSketch"/>.</summary>
/// <param name="Disk">Points of the day that are on disk.</param>
/// <param name="Online">Why points of the day are in the vault: daily, weekly, monthly, yearly, each once and in this order.</param>
public sealed record SketchedDay(DateOnly Date, int Disk, IReadOnlyList<string> Online);
