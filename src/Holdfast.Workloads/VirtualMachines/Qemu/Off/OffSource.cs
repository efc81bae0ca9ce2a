using Holdfast.Workloads.Applications;
using Holdfast.Workloads.VirtualMachines.Qemu.Libvirt;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Off;

/// <summary>Who knows a machine that is off.</summary>
/// <param name="Disks">Those that are protected.</param>
/// <param name="Facts">Completes what is known with what was found of the disks.</param>
/// <param name="RequireOff">Refuses where the machine is not off now.</param>
/// <param name="Forget">Removes what is remembered elsewhere of a datasource's bitmaps, by its tag.</param>
internal sealed record OffSource(IReadOnlyList<DomainDisk> Disks, Func<IReadOnlyList<QemuDisk>, QemuFacts> Facts, Action RequireOff, Action<string> Forget)
{
    /// <summary>What the last point has beneath machine/ goes on: nobody can be asked for it.</summary>
    public bool KeepsConfiguration { get; init; }

    public static WorkloadException Started(string what) =>
        new(WorkloadFault.NotPossible, $"The machine was started while its disks were read ({what}): what was read is no one moment, and was thrown away.", "Run the backup again: it takes the running machine.");
}
