using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.VirtualMachines;

/// <summary>A disk of a machine in a recovery point, as its document keeps it.</summary>
/// <param name="Name">As the platform names it, such as sda; one disk of a machine has it. By it a disk is found again in the next point.</param>
/// <param name="Path">Of its file in the point, such as disks/sda.</param>
/// <param name="Length">Bytes that the machine sees.</param>
/// <param name="SectorLength">Bytes of a logical sector: 512 or 4096.</param>
/// <param name="Format">What the platform keeps it in, such as qcow2, raw, vhd, or vhdx.</param>
/// <param name="BlockLength">Bytes of a block or cluster of that format; 0 where it has none or it is not known.</param>
/// <param name="ChunkLength">Bytes of a chunk of the file in the point; the disk keeps it from point to point, so that chunks can be taken over.</param>
/// <param name="Order">Place among the disks of the machine, from 0.</param>
/// <param name="Attachment">Where the machine has it, for people and for its recovery, such as "SCSI 0:1" or "virtio0".</param>
/// <param name="Origin">Where the platform keeps it, such as the path of its image; null where that is not told.</param>
internal sealed record MachineDisk(
    string Name, string Path, long Length, int SectorLength, string Format, long BlockLength, int ChunkLength, int Order, string Attachment, string? Origin)
{
    /// <summary>As everybody sees it who does not recover a machine.</summary>
    public PointDisk ToPointDisk() => new(Name, Path, Length, SectorLength);
}
