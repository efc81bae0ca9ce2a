using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.VirtualMachines.HyperV.Backup;
using Holdfast.Workloads.VirtualMachines.HyperV.Machines;
using Holdfast.Workloads.VirtualMachines.HyperV.Recovery;
using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.VirtualMachines.HyperV;

/// <summary>Virtual machines of Hyper-V: a checkpoint is read, and with change tracking only what changed of it.</summary>
/// <param name="hosts">Null where this computer reaches no Hyper-V.</param>
public sealed class HyperVWorkload(IHyperVHosts? hosts) : IWorkload
{
    internal const string KindWord = "hyperV";

    public string Kind => KindWord;

    public WorkloadTraits Traits { get; } = new(
        "Hyper-V virtual machine", [BackupType.Full, BackupType.Incremental], StreamsLog: false, PointInTime: false, Items: true, HasContainers: true, NeedsCredential: true);

    public bool Knows(string path) => HyperVAddress.IsOne(path);

    public string Normalize(string path) => HyperVAddress.Parse(path).ToString();

    public IReadOnlyList<FoundDatasource> Discover(WorkloadContext? instance, CancellationToken cancellation)
    {
        if (instance is null) return hosts is not null && hosts.IsReady(out _) ? [new FoundDatasource(new HyperVAddress(hosts.Local.ToLowerInvariant(), null).ToString(), hosts.Local, 0, null, IsContainer: true)] : [];
        return HyperVFaults.Guard(() =>
        {
            var address = HyperVAddress.Parse(instance.Path).Container;
            using var host = Hosts.Open(address.Host, instance.Credential);
            using var session = OpenMachine.Connect(host);
            return HyperVDiscovery.Machines(session, address, cancellation);
        });
    }

    public DatasourceFacts Describe(WorkloadContext context, CancellationToken cancellation) => HyperVFaults.Guard(() =>
    {
        var (address, options) = (HyperVAddress.Parse(context.Path), HyperVOptions.Read(context.Options));
        if (address.Machine is not null) return HyperVDiscovery.Describe(Hosts, address, options, context, cancellation);
        using var host = Hosts.Open(address.Host, context.Credential);
        using var session = OpenMachine.Connect(host);
        return new DatasourceFacts(host.Name, "", 0, [], ConsistencyGuarantee.Application, []);
    });

    public IPendingBackup Backup(BackupTask task, IItemSink sink, CancellationToken cancellation) => HyperVFaults.Guard(() =>
    {
        var options = HyperVOptions.Read(task.Context.Options);
        var open = OpenMachine.Find(Hosts, HyperVAddress.Parse(task.Context.Path), task.Context.Credential);
        IPendingBackup? pending = null;
        try
        {
            return pending = new HyperVBackup(open, options, task, sink).Run(cancellation);
        }
        finally
        {
            if (pending is null) open.Dispose();
        }
    });

    public ILogStream? OpenLog(WorkloadContext context, LogState? earlier) => null;

    public void Release(WorkloadContext context, CancellationToken cancellation) => HyperVFaults.Guard(() =>
    {
        var faults = new List<string>();
        using var open = OpenMachine.Find(Hosts, HyperVAddress.Parse(context.Path), context.Credential);
        new LeftBehind(open, context.Keep, context.Clock, faults.Add).Sweep(null, cancellation);
        return faults.Count == 0 ? true : throw new WorkloadException(WorkloadFault.ApplicationFailed, string.Join(' ', faults), "Remove the reference points by hand, or protect the machine again and stop once more.");
    });

    public RecoveryPlan Plan(RecoveryAsk ask, IReadOnlyList<PointDocument> points, LogState? log) => HyperVPlanner.Plan(ask, points);

    public IReadOnlyList<PointDisk> Disks(BackupDocument point) => [.. MachineState.Read(point).Disks.Select(disk => disk.ToPointDisk())];

    public RecoveryOutcome Recover(RecoveryTask task, IPointContent content, CancellationToken cancellation) => HyperVFaults.Guard(() =>
        task.Ask.Destination == RecoveryDestination.Folder ? FolderRecovery.Run(task, content, cancellation) : new HostRecovery(Hosts, task, content).Run(cancellation));

    /// <summary>Its disks are proved as those of all machines; it is not started.</summary>
    public DrillOutcome Drill(DrillTask task, IPointContent content, CancellationToken cancellation) =>
        new MachineDrill(task, MachineState.Read(task.Point.Document), HyperVOptions.Read(task.Context.Options).Machine, content, cancellation).Run();

    private IHyperVHosts Hosts =>
        hosts ?? throw new WorkloadException(WorkloadFault.NotHere, "Hyper-V is reached from Windows only.", "Install the agent on the Hyper-V host, or on another computer with Windows that reaches it.");
}
