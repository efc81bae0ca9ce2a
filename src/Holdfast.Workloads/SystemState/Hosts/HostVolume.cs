namespace Holdfast.Workloads.SystemState.Hosts;

/// <summary>Where a volume lies on a disk.</summary>
/// <param name="Name">Its root by its id, \\?\Volume{…}\.</param>
/// <param name="Offset">First byte on the disk.</param>
/// <param name="Length">Bytes.</param>
/// <param name="IsWhole">All of it is there; otherwise it spans several places, and no disk alone has it.</param>
public sealed record HostVolume(string Name, long Offset, long Length, bool IsWhole);
