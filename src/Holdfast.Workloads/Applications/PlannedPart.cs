namespace Holdfast.Workloads.Applications;


/// <param name="Point">Id of a point; null: the followed log.</param>
/// <param name="Paths">Files or directories; empty for everything.</param>
public sealed record PlannedPart(string? Point, IReadOnlyList<string> Paths);
