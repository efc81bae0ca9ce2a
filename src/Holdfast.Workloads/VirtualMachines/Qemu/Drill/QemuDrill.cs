using System.Globalization;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Drill;

/// <summary>Proves a point of a QEMU machine: its disks as for all machines, and where QEMU is installed, the machine is started from the point, without a network and without a copy of its disks.</summary>
internal sealed class QemuDrill(DrillTask task, IPointContent content, CancellationToken cancellation)
{
    public DrillOutcome Run()
    {
        var state = MachineState.Read(task.Point.Document);
        var options = QemuOptions.Parse(task.Context.Options);
        var disks = new MachineDrill(task, state, options.Machine, content, cancellation).Run();
        if (!disks.IsSound) return disks;
        var hardware = QemuState.Of(state)?.Hardware;
        if (WhyNot(hardware, options) is { } why) return disks with { Findings = [.. disks.Findings, $"The machine was not started: {why}"] };
        return Start(disks, state, hardware!, options);
    }

    private static string? WhyNot(QemuHardware? hardware, QemuOptions options) =>
        options.BootLimit == TimeSpan.Zero ? "the option drillSeconds is 0."
        : hardware?.Architecture is null ? "its disks were served by a storage daemon, and nothing is known of a machine around them."
        : MachineBoot.Program(hardware) is null ? $"qemu-system-{hardware.Architecture} is not installed here."
        : hardware.Firmware is { } firmware && !File.Exists(firmware) ? $"its firmware {firmware} is not here."
        : null;

    private DrillOutcome Start(DrillOutcome disks, MachineState state, QemuHardware hardware, QemuOptions options)
    {
        task.Progress.Phase("starting the machine");
        var clock = task.Context.Clock;
        var began = clock.GetTimestamp();
        using var exports = new LocalExports(clock);
        var images = state.Disks.OrderBy(disk => disk.Order).Select(disk => exports.Add(content.OpenDisk(task.Point.Id, disk.ToPointDisk()))).ToList();
        using var boot = MachineBoot.Start(hardware, images, task.Context.Scratch);
        var isUp = boot.WaitFor(options.Banner, options.BootLimit, clock, cancellation);
        var time = clock.GetElapsedTime(began);
        var said = boot.LastLine;
        var finding = isUp ? string.Create(CultureInfo.InvariantCulture, $"The machine was started from the point: after {time.TotalSeconds:0.0} seconds its serial console showed “{said}”.")
            : boot.HasEnded ? $"The machine did not start: QEMU ended. {boot.Complaint}"
            : string.Create(CultureInfo.InvariantCulture, $"Within {options.BootLimit.TotalSeconds:0} seconds the serial console did not show {options.Banner}. {(said.Length == 0 ? "It showed nothing: for a guest without a serial console set drillSeconds to 0." : $"Its last line: “{said}”.")}");
        return new DrillOutcome(isUp ? DrillDepth.Opened : DrillDepth.Read, isUp, [.. disks.Findings, finding], isUp ? time : null);
    }
}
