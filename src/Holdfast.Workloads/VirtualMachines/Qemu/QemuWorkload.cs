using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.VirtualMachines.Qemu.Backup;
using Holdfast.Workloads.VirtualMachines.Qemu.Drill;
using Holdfast.Workloads.VirtualMachines.Qemu.Libvirt;
using Holdfast.Workloads.VirtualMachines.Qemu.Monitor;
using Holdfast.Workloads.VirtualMachines.Qemu.Recovery;

namespace Holdfast.Workloads.VirtualMachines.Qemu;

/// <summary>Machines of QEMU, by their monitor or by libvirt: changed blocks by dirty bitmaps, all disks at one moment, read over NBD while the machine goes on. While they are off, as their images lie.</summary>
public sealed class QemuWorkload : IWorkload
{
    internal const string KindWord = "qemu";

    public string Kind => KindWord;

    public WorkloadTraits Traits { get; } = new("QEMU virtual machine", [BackupType.Full, BackupType.Incremental], StreamsLog: false, PointInTime: false, Items: true, HasContainers: true, NeedsCredential: false);

    public bool Knows(string path) => QemuAddress.IsOne(path);

    public string Normalize(string path) => QemuAddress.Parse(path).ToString();

    public IReadOnlyList<FoundDatasource> Discover(WorkloadContext? instance, CancellationToken cancellation) => LibvirtDiscovery.Find(instance, cancellation);

    public DatasourceFacts Describe(WorkloadContext context, CancellationToken cancellation) => Guard(() =>
    {
        // All of libvirt: it has machines, and no backups of its own.
        if (QemuAddress.Parse(context.Path) is { Connection: { } connection, Domain: null })
            return new DatasourceFacts("Machines of libvirt", new Virsh(connection, QemuOptions.Parse(context.Options).LibvirtSocket, cancellation).Version(), 0, [], ConsistencyGuarantee.Crash, []);
        using var machine = Open(context, cancellation);
        var facts = machine.Facts;
        var options = QemuOptions.Parse(context.Options);
        List<string> warnings =
        [
            .. facts.Warnings,
            .. facts.Disks.Where(disk => !disk.KeepsBitmaps).Select(disk => $"The disk {disk.Name} ({disk.Driver}) keeps no dirty bitmaps: after each start of the machine all of it is read once. Convert it to qcow2 to read changes only."),
        ];
        return new DatasourceFacts(facts.Name, $"QEMU {facts.Version}", facts.Disks.Sum(disk => disk.Length), Traits.Types, options.GuestAgent is null ? ConsistencyGuarantee.Crash : ConsistencyGuarantee.Application, warnings);
    });

    public IPendingBackup Backup(BackupTask task, IItemSink sink, CancellationToken cancellation) =>
        Guard(() => new QemuBackup(task, sink, QemuOptions.Parse(task.Context.Options), () => Open(task.Context, cancellation, task.Previous), cancellation).Run());

    public ILogStream? OpenLog(WorkloadContext context, LogState? earlier) => null;

    /// <summary>Bitmaps and checkpoints of ours are removed: they would note changes for nobody.</summary>
    public void Release(WorkloadContext context, CancellationToken cancellation) => Guard(() =>
    {
        if (QemuNames.Kept(context) is not { } tag) return false;
        using var machine = Open(context, cancellation);
        machine.Release(new QemuNames(tag, "release"));
        return true;
    });

    public RecoveryPlan Plan(RecoveryAsk ask, IReadOnlyList<PointDocument> points, LogState? log) => QemuRecoveryPlanner.Plan(ask, points);

    public IReadOnlyList<PointDisk> Disks(BackupDocument point) => [.. MachineState.Read(point).Disks.Select(disk => disk.ToPointDisk())];

    public RecoveryOutcome Recover(RecoveryTask task, IPointContent content, CancellationToken cancellation) => Guard(() => new QemuRecovery(task, content, cancellation).Run());

    public DrillOutcome Drill(DrillTask task, IPointContent content, CancellationToken cancellation) => Guard(() => new QemuDrill(task, content, cancellation).Run());

    /// <param name="last">The newest point, where there is one: what it says of a machine goes on when nobody can be asked.</param>
    private static IQemuMachine Open(WorkloadContext context, CancellationToken cancellation, BackupDocument? last = null)
    {
        var address = QemuAddress.Parse(context.Path);
        var options = QemuOptions.Parse(context.Options);
        if (address.Monitor is not { } monitor) return LibvirtMachine.Open(context, address, options, cancellation);
        try
        {
            return new MonitorMachine(context, address, options, cancellation);
        }
        catch (WorkloadException error) when (OperatingSystem.IsLinux() && MonitorPresence.IsOff(error) && last is not null && MachineState.TryRead(last) is { Disks.Count: > 0 } known && QemuState.Of(known) is { } own)
        {
            return OffProcess.Open(context, monitor, options, known, own, cancellation);
        }
    }

    private static T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (QemuException error)
        {
            throw new WorkloadException(WorkloadFault.ApplicationFailed, error.Message, "Look into the log of QEMU, or of libvirt, and try again.", error);
        }
        catch (Nbd.NbdException error)
        {
            throw new WorkloadException(WorkloadFault.ApplicationFailed, $"The machine's disks cannot be read. {error.Message}", "Look whether the machine runs and where its images lie, and try again.", error);
        }
    }
}
