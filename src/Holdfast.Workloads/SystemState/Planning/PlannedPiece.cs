namespace Holdfast.Workloads.SystemState.Planning;

/// <summary>A range of a disk that goes into the point.</summary>
/// <param name="Device">Shadow copy that it is read from, from its front; null: from the disk.</param>
internal sealed record PlannedPiece(long Offset, long Length, string? Device);
