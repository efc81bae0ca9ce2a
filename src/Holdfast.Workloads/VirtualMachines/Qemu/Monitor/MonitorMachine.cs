using System.Text.Json.Nodes;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.VirtualMachines.Qemu.Backup;
using Holdfast.Workloads.VirtualMachines.Qemu.Planning;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Monitor;

/// <summary>A machine, or a storage daemon, behind a monitor socket.</summary>
internal sealed class MonitorMachine : IQemuMachine
{
    private readonly WorkloadContext context;
    private readonly QemuOptions options;
    private readonly QmpConnection qmp;
    private readonly MonitorCommands commands;
    private QemuFacts? facts;

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotReachable"/>.</exception>
    public MonitorMachine(WorkloadContext context, QemuAddress address, QemuOptions options, CancellationToken cancellation)
    {
        (this.context, this.options) = (context, options);
        qmp = QmpConnection.Open(address.Monitor!, cancellation);
        commands = new MonitorCommands(qmp, context.Clock);
    }

    public bool IsOff => false;

    public QemuFacts Facts => facts ??= new MonitorInventory(qmp, context.Path, options).Read();

    public IReadOnlyDictionary<string, MarkPlan> Tidy(QemuNames names, string? mark)
    {
        commands.Sweep(names.Prefix);
        // A server that a killed backup began ends only where nobody else uses it.
        if (MeetingFolder.Sweep(context) && options.NbdServer is null && commands.Exports().Count == 0) qmp.TryExecute("nbd-server-stop");
        facts = null;
        var plans = new Dictionary<string, MarkPlan>(StringComparer.Ordinal);
        foreach (var disk in Facts.Disks)
        {
            var plan = MarkPlanner.Plan(disk.Bitmaps, names.Prefix, mark);
            commands.Carry(disk.Node, plan.Steps);
            plans[disk.Name] = plan;
        }
        return plans;
    }

    public IQemuFrozen Freeze(QemuNames names, IReadOnlyList<DiskPlan> plan, CancellationToken cancellation)
    {
        var frozen = new MonitorFrozen(qmp, commands, context, options, names);
        try
        {
            frozen.Begin(plan, cancellation);
            return frozen;
        }
        catch
        {
            frozen.Dispose();
            throw;
        }
    }

    public void Forget(QemuNames names, IReadOnlyList<DiskPlan> plan)
    {
        var actions = new JsonArray();
        foreach (var disk in plan.Where(disk => disk.Held is not null)) actions.Add(MonitorCommands.Action(disk.Disk.Node, new MarkStep(MarkStepKind.Remove, disk.Held!)));
        if (actions.Count > 0) commands.Transaction(actions);
    }

    public void TakeBack(QemuNames names, IReadOnlyList<DiskPlan> plan)
    {
        commands.Sweep(names.Prefix);
        facts = null;
        foreach (var disk in Facts.Disks.Where(disk => disk.Bitmaps.Any(bitmap => bitmap.Name == names.Mark)))
        {
            var held = plan.FirstOrDefault(candidate => candidate.Disk.Node == disk.Node)?.Held;
            commands.Carry(disk.Node, MarkPlanner.Plan(disk.Bitmaps, names.Prefix, held).Steps);
        }
    }

    public void Dispose() => qmp.Dispose();
}
