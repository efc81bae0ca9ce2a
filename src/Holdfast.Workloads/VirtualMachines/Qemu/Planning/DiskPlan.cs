using Holdfast.Workloads.VirtualMachines;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Planning;

/// <summary>What a backup does with one disk.</summary>
/// <param name="Disk">As QEMU has it.</param>
/// <param name="Kept">As the point keeps it.</param>
/// <param name="Held">The bitmap of the newest point, good or not needed: it is given back where this backup fails; null for none.</param>
/// <param name="Since">The bitmap whose notes are read; null: everything is.</param>
/// <param name="PreviousLength">Bytes of the disk in the point before; null where nothing is taken from it.</param>
/// <param name="Why">Why everything is read; null where it is not, or was asked for.</param>
/// <param name="IsNoted">The bitmap of the newest point notes all that changed on the disk since, whether it is used or not.</param>
internal sealed record DiskPlan(QemuDisk Disk, MachineDisk Kept, string? Held, string? Since, long? PreviousLength, string? Why, bool IsNoted);
