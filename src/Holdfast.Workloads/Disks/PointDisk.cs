namespace Holdfast.Workloads.Disks;

/// <summary>A disk inside a recovery point of a machine: a file of its raw content.</summary>
/// <param name="Name">As people know it, such as sda or "SCSI 0:1 data.vhdx".</param>
/// <param name="Path">Of the file in the point, such as disks/sda. What is inside continues it: disks/sda/1/etc/passwd.</param>
/// <param name="Length">Bytes that the machine sees.</param>
/// <param name="SectorLength">Bytes of a logical sector.</param>
public sealed record PointDisk(string Name, string Path, long Length, int SectorLength);
