namespace Holdfast.Workloads.VirtualMachines.Qemu;

/// <summary>What is known of a machine before its backup.</summary>
/// <param name="Machine">Its id: a UUID where it has one, else its address.</param>
/// <param name="Version">Of QEMU.</param>
/// <param name="Disks">Those that are protected, in the machine's order.</param>
/// <param name="Hardware">What starting it elsewhere needs.</param>
/// <param name="Configuration">Files for machine/, by name.</param>
/// <param name="Warnings">What is not protected as well as it could be.</param>
internal sealed record QemuFacts(
    string Machine, string Name, string Version, IReadOnlyList<QemuDisk> Disks, QemuHardware Hardware, IReadOnlyDictionary<string, byte[]> Configuration, IReadOnlyList<string> Warnings);
