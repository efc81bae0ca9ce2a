namespace Holdfast.Workloads.VirtualMachines.Qemu;

/// <summary>A disk as QEMU has it.</summary>
/// <param name="Name">Of the device or of the node: what people gave it.</param>
/// <param name="Node">By which the monitor knows it.</param>
/// <param name="Driver">Such as qcow2 or raw.</param>
/// <param name="Image">Path of its file; null where it has none.</param>
/// <param name="Length">Bytes that the guest sees.</param>
/// <param name="ClusterLength">Bytes of a cluster of the image; 0 where it has none.</param>
/// <param name="Attachment">Where the machine has it.</param>
internal sealed record QemuDisk(
    string Name, string Node, string Driver, string? Image, long Length, int SectorLength, long ClusterLength, string Attachment, IReadOnlyList<QemuBitmap> Bitmaps)
{
    /// <summary>Its image keeps bitmaps while the machine is off.</summary>
    public bool KeepsBitmaps => Driver == "qcow2";
}
