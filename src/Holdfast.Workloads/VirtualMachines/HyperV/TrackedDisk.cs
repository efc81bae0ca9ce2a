namespace Holdfast.Workloads.VirtualMachines.HyperV;

/// <summary>A disk of a point, as Hyper-V and its change tracking know it.</summary>
/// <param name="Place">Of its setting data: names it in reference points, and in the configuration.</param>
/// <param name="Id">Of the virtual disk, whatever file it is in; empty where it has none.</param>
/// <param name="File">Image that the machine had.</param>
/// <param name="IsFixed">All of it was in its image.</param>
/// <param name="PhysicalSectorLength">Bytes; 0 where it is not known.</param>
/// <param name="TrackingId">From which on its changes are told; null: not tracked.</param>
internal sealed record TrackedDisk(string Place, string Id, string File, bool IsFixed, int PhysicalSectorLength, string? TrackingId);
