using Holdfast.Workloads.Applications;
using Holdfast.Workloads.VirtualMachines.Qemu.Libvirt;
using Holdfast.Workloads.VirtualMachines.Qemu.Monitor;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Recovery;

/// <summary>Carries a recovery of a QEMU machine out.</summary>
internal sealed class QemuRecovery
{
    private readonly RecoveryTask task;
    private readonly PointDocument point;
    private readonly MachineState state;
    private readonly MachineRecovery machine;
    private readonly QemuOptions options;
    private readonly CancellationToken cancellation;

    public QemuRecovery(RecoveryTask task, IPointContent content, CancellationToken cancellation)
    {
        (this.task, this.cancellation) = (task, cancellation);
        (point, state) = MachinePlans.Choose(task.Ask, task.Points);
        machine = new MachineRecovery(task, point, state, content, cancellation);
        options = QemuOptions.Parse(task.Context.Options);
    }

    public RecoveryOutcome Run() => task.Ask.Destination switch
    {
        RecoveryDestination.Original => Original(),
        RecoveryDestination.Instance => Instance(),
        _ => Folder(),
    };

    private QemuImages Images => new(task.Context.Clock, task.Progress, cancellation);

    private RecoveryOutcome Original()
    {
        if (state.Disks.FirstOrDefault(disk => File.Exists(disk.Origin)) is { } taken && !task.Ask.Overwrite) throw MachineRecovery.Taken(taken.Origin!);
        RequireOff();
        foreach (var disk in state.Disks)
        {
            task.Progress.Phase($"writing {disk.Origin}");
            Images.Write(() => machine.Open(disk), disk.Origin!, disk.Format);
        }
        return Outcome("The machine can be started.");
    }

    private RecoveryOutcome Instance()
    {
        var address = QemuAddress.Parse(task.Ask.Address!);
        var folder = task.Ask.Folder!;
        var format = HostProgram.Find("qemu-img") is null ? "raw" : "qcow2";
        var virsh = new Virsh(address.Connection!, options.LibvirtSocket, cancellation);
        var name = QemuRecoveryPlanner.NameOf(task.Ask, state);
        if (virsh.Domains().Contains(name)) throw new WorkloadException(WorkloadFault.DestinationTaken, $"There is a domain {name} already.", "Give the new machine another name.");
        var images = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var disk in state.Disks)
        {
            var path = Path.Combine(folder, $"{disk.Path[(MachineLayout.Disks.Length + 1)..]}.{format}");
            if (File.Exists(path) && !task.Ask.Overwrite) throw MachineRecovery.Taken(path);
            task.Progress.Phase($"writing {path}");
            Images.Write(() => machine.Open(disk), path, format);
            images[disk.Name] = path;
        }
        var qemu = QemuState.Of(state) ?? throw new WorkloadException(WorkloadFault.NotRecoverable, "The point does not say what the machine consisted of.", "Recover to a folder.");
        var definition = DomainDefinition.For(name, ReadDefinition(), qemu.Hardware, state, images, format);
        virsh.Define(definition, Path.Combine(task.Context.Scratch, "definition"));
        return Outcome($"The domain {name} is defined and not started: look at its networks first, because the original may run.");
    }

    /// <summary>The domain's own definition; null where the machine had none.</summary>
    private string? ReadDefinition()
    {
        var folder = Path.Combine(task.Context.Scratch, "definition");
        machine.WriteConfiguration(folder);
        var path = Path.Combine(folder, MachineLayout.Machine, DomainFacts.DefinitionFile);
        return File.Exists(path) ? File.ReadAllText(path) : null;
    }

    private RecoveryOutcome Folder()
    {
        var folder = task.Ask.Folder!;
        if (task.Ask.Items.Count > 0)
        {
            machine.WriteItems(folder, options.Machine.Format);
            return Outcome("Files that could not be read are among the notes.");
        }
        var disks = machine.WriteEverything(folder, options.Machine.Format);
        StartScript.Write(folder, state, QemuState.Of(state)?.Hardware, disks, options.Machine.Format);
        return Outcome($"README.txt in {folder} says how to start the machine.");
    }

    /// <summary>Nobody may write to the files meanwhile.</summary>
    private void RequireOff()
    {
        var address = QemuAddress.Parse(task.Context.Path);
        var runs = address.Monitor is { } monitor ? MonitorPresence.Runs(monitor, cancellation)
            : new Virsh(address.Connection!, options.LibvirtSocket, cancellation).State(address.Domain!) != OffDomain.State;
        if (runs) throw new WorkloadException(WorkloadFault.NotPossible, "The machine runs, and its disks cannot be replaced under it.", "Turn the machine off (a storage daemon: end it), and recover again; or recover to a folder.");
        if (address.Monitor is null) new Virsh(address.Connection!, options.LibvirtSocket, cancellation).ForgetCheckpoints(address.Domain!, QemuState.Of(state)?.Tag);
    }

    private RecoveryOutcome Outcome(params string[] notes) => new(point.Document.Consistent, [.. notes, .. task.Ask.Items.Count == 0 ? MachinePlans.Exclusions(state) : []]);
}
