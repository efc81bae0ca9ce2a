using Holdfast.Workloads.SystemState.Hosts;
using Holdfast.Workloads.SystemState.Points;

namespace Holdfast.Workloads.SystemState.Planning;

/// <summary>A disk that goes into the point: as it is told there, and what is read for it.</summary>
/// <param name="Pieces">Ascending, apart.</param>
internal sealed record PlannedDisk(HostDisk Host, KeptDisk Kept, IReadOnlyList<PlannedPiece> Pieces);
