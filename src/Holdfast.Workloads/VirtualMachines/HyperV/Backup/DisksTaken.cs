using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Backup;

/// <summary>Disks that a backup has put into its point.</summary>
/// <param name="Tracked">In the order of <paramref name="Disks"/>; the ids are those of the reference point before.</param>
/// <param name="Exclusions">What was left out of them.</param>
/// <param name="Type">Incremental where changed blocks of any disk were known.</param>
/// <param name="Whole">Why disks were read in full although a point came before, a sentence each.</param>
internal sealed record DisksTaken(IReadOnlyList<MachineDisk> Disks, IReadOnlyList<TrackedDisk> Tracked, IReadOnlyList<ExcludedFile> Exclusions, BackupType Type, IReadOnlyList<string> Whole);
