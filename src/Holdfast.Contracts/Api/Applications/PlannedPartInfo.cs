namespace Holdfast.Contracts.Api.Applications;

/// <param name="RecoveryPoint">Id of a point; null: the followed log.</param>
/// <param name="Paths">Files or directories; empty for everything.</param>
public sealed record PlannedPartInfo(string? RecoveryPoint, IReadOnlyList<string> Paths);
