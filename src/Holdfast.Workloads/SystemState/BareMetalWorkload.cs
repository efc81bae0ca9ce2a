using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.Platform;
using Holdfast.Workloads.ShadowCopies;
using Holdfast.Workloads.SystemState.Asr;
using Holdfast.Workloads.SystemState.Backup;
using Holdfast.Workloads.SystemState.Hosts;
using Holdfast.Workloads.SystemState.Planning;
using Holdfast.Workloads.SystemState.Recovery;
using Holdfast.Workloads.VirtualMachines;

namespace Holdfast.Workloads.SystemState;

/// <summary>A Windows computer for a bare-metal recovery: the disks that its system is on, as a machine's disks lie in a point, with critical volumes from shadow copies.</summary>
/// <param name="shadowCopies">Null where this computer has none.</param>
/// <param name="directory">Null where there is no Active Directory.</param>
/// <param name="hostDisks">Null where disks cannot be read below their volumes.</param>
public sealed class BareMetalWorkload(IShadowCopyService? shadowCopies, IHostDisks? hostDisks, IDirectoryService? directory, TimeProvider clock) : IWorkload
{
    internal const string KindWord = "bareMetal", Scheme = "baremetal";

    private static readonly string[] options = ["excludePageFiles", "format", "drillFiles", "targetDisk"];

    public string Kind => KindWord;

    public WorkloadTraits Traits { get; } = new("Windows computer (bare metal)", [BackupType.Full], StreamsLog: false, PointInTime: false, Items: true, HasContainers: false, NeedsCredential: false) { FolderOnly = true };

    public bool Knows(string path) => ComputerAddress.IsOne(Scheme, path);

    public string Normalize(string path) => ComputerAddress.Parse(Scheme, path).ToString();

    public IReadOnlyList<FoundDatasource> Discover(WorkloadContext? instance, CancellationToken cancellation) =>
        instance is null && hostDisks is not null && shadowCopies is not null && shadowCopies.IsReady(out _) && ComputerAddress.Here(Scheme, shadowCopies.Environment) is { } here
            ? [new FoundDatasource(here.ToString(), $"{here.Host} (bare metal)", 0, null, IsContainer: false)] : [];

    public DatasourceFacts Describe(WorkloadContext context, CancellationToken cancellation)
    {
        _ = BareMetalOptions.Read(context.Options);
        return SystemSurvey.Describe(shadowCopies, Scheme, context, cancellation, (service, address, found) =>
        {
            var asr = found.Writers.FirstOrDefault(writer => writer.Writer == SystemWriters.Asr) ?? throw Fallback.WithoutDisks("the ASR Writer is not among its writers");
            var critical = AsrReader.Read(asr).Critical([]);
            var size = Host.List().SelectMany(disk => disk.Volumes).Where(volume => critical.Any(one => one.Is(volume.Name))).Sum(volume => volume.Length);
            return new DatasourceFacts($"{address.Host} (bare metal)", "", size, [BackupType.Full], ConsistencyGuarantee.Application, found.Warnings);
        }, options);
    }

    public IPendingBackup Backup(BackupTask task, IItemSink sink, CancellationToken cancellation)
    {
        var read = BareMetalOptions.Read(task.Context.Options);
        var (service, address) = SystemSurvey.Open(shadowCopies, Scheme, task.Context, options);
        return new BareMetalBackup(service, Host, directory, task, sink, (address.Host, read.Machine.ExcludePageFiles)).Run(cancellation);
    }

    public ILogStream? OpenLog(WorkloadContext context, LogState? earlier) => null;

    public RecoveryPlan Plan(RecoveryAsk ask, IReadOnlyList<PointDocument> points, LogState? log) => BareMetalPlanner.Plan(ask, points, clock.GetUtcNow());

    public IReadOnlyList<PointDisk> Disks(BackupDocument point) => [.. MachineState.Read(point).Disks.Select(disk => disk.ToPointDisk())];

    public RecoveryOutcome Recover(RecoveryTask task, IPointContent content, CancellationToken cancellation) => StateFaults.Guard(() => BareMetalRecovery.Run(task, content, cancellation));

    public DrillOutcome Drill(DrillTask task, IPointContent content, CancellationToken cancellation) =>
        new MachineDrill(task, MachineState.Read(task.Point.Document), BareMetalOptions.Read(task.Context.Options).Machine, content, cancellation).Run();

    private IHostDisks Host => hostDisks ?? throw new WorkloadException(WorkloadFault.NotHere, "The disks of this computer cannot be read below their volumes.", "Protect it by the agent on the Windows computer.");
}
