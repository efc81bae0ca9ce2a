namespace Holdfast.Workloads.VirtualMachines.Qemu;

/// <summary>What a machine consists of, as far as a start elsewhere needs it.</summary>
/// <param name="Architecture">As QEMU names its programs, such as x86_64; null for a storage daemon, which has no machine.</param>
/// <param name="Type">Such as pc-q35-7.2; null where it is not known.</param>
/// <param name="Memory">In bytes; 0 where it is not known.</param>
/// <param name="Processors">0 where it is not known.</param>
/// <param name="Firmware">Path of the UEFI firmware; null for a BIOS.</param>
internal sealed record QemuHardware(string? Architecture, string? Type, long Memory, int Processors, string? Firmware);
