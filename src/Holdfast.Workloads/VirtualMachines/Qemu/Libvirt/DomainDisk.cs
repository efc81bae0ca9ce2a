namespace Holdfast.Workloads.VirtualMachines.Qemu.Libvirt;

/// <param name="Name">Its target, such as vda.</param>
/// <param name="Format">Such as qcow2.</param>
/// <param name="Image">File or device; null for what lies elsewhere.</param>
/// <param name="OnlyRunning">Why it can be read only while the machine runs; null where it can be read always.</param>
internal sealed record DomainDisk(string Name, string Format, string? Image, string Bus, int SectorLength, string? OnlyRunning = null);
