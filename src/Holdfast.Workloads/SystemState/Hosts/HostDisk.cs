namespace Holdfast.Workloads.SystemState.Hosts;

/// <summary>A disk of this computer.</summary>
/// <param name="Number">As Windows counts: PhysicalDrive0, harddisk0.</param>
/// <param name="Length">Bytes.</param>
/// <param name="SectorLength">Bytes of a logical sector.</param>
/// <param name="Volumes">That lie on it, whole or in part.</param>
public sealed record HostDisk(int Number, long Length, int SectorLength, IReadOnlyList<HostVolume> Volumes);
