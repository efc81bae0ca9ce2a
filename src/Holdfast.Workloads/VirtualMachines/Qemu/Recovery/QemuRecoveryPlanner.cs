using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Recovery;

/// <summary>Plans recoveries of QEMU machines from documents alone.</summary>
internal static class QemuRecoveryPlanner
{
    private const string Devices = "/dev/";

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotRecoverable"/>.</exception>
    public static RecoveryPlan Plan(RecoveryAsk ask, IReadOnlyList<PointDocument> points)
    {
        var (point, state) = MachinePlans.Choose(ask, points);
        if (ask.Destination == RecoveryDestination.Folder) return MachinePlans.ToFolder(ask, point, state);
        if (ask.Items.Count > 0) throw new WorkloadException(WorkloadFault.NotPossible, "Single items are recovered to a folder: a machine's file systems are not written from outside.", "Choose a folder, and copy from there into the machine.");
        return ask.Destination == RecoveryDestination.Original ? Original(point, state) : Instance(ask, point, state);
    }

    private static RecoveryPlan Original(PointDocument point, MachineState state)
    {
        foreach (var disk in state.Disks.Where(disk => disk.Origin is null || !Path.IsPathFullyQualified(disk.Origin)))
            throw new WorkloadException(WorkloadFault.NotRecoverable, $"The point does not say which file the disk {disk.Name} was.", "Recover to a folder, and put the disk in its place by hand.");
        foreach (var disk in state.Disks.Where(disk => disk.Origin!.StartsWith(Devices, StringComparison.Ordinal)))
            throw new WorkloadException(WorkloadFault.NotPossible, $"The disk {disk.Name} was the device {disk.Origin}, and devices are not overwritten from here.", "Recover to a folder in the format raw, and copy the disk to the device.");
        return new RecoveryPlan([new PlannedPart(point.Id, [.. state.Disks.Select(disk => disk.Path)])], point.Document.Consistent,
            ["Make sure that the machine is off.", .. state.Disks.Select(disk => $"Replace {disk.Origin} ({disk.Format}) by the disk {disk.Name} of the point.")],
            ["What the machine wrote after this point is no longer on its disks.", "The next backup reads all of the disks.", .. MachinePlans.Exclusions(state)]);
    }

    private static RecoveryPlan Instance(RecoveryAsk ask, PointDocument point, MachineState state)
    {
        if (ask.Address is null || !QemuAddress.IsOne(ask.Address) || QemuAddress.Parse(ask.Address).Connection is null)
            throw new WorkloadException(WorkloadFault.NotRecoverable, "A new machine is made by libvirt, and its address is none of it.", "Give libvirt:///system, or recover to a folder.");
        if (ask.Folder is null) throw new WorkloadException(WorkloadFault.NotRecoverable, "No folder for the disks of the new machine is named.", "Name a folder that libvirt reads, such as /var/lib/libvirt/images/NAME.");
        var name = NameOf(ask, state);
        return new RecoveryPlan([new PlannedPart(point.Id, [])], point.Document.Consistent,
            [.. state.Disks.Select(disk => $"Write the disk {disk.Name} to {ask.Folder}."), $"Define the domain {name}, with an id and network addresses of its own. It is not started."], MachinePlans.Exclusions(state));
    }

    /// <summary>Name of the new machine.</summary>
    public static string NameOf(RecoveryAsk ask, MachineState state) => ask.NewName ?? $"{state.Name}-recovered";
}
