using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Files.Windows;
using Holdfast.Workloads.Platform;
using Holdfast.Workloads.ShadowCopies;
using Holdfast.Workloads.SystemState.Backup;
using Holdfast.Workloads.SystemState.Hosts;
using Holdfast.Workloads.SystemState.Recovery;

namespace Holdfast.Workloads.SystemState;

/// <summary>The state of a Windows system: what its writers name, as files with their documents.</summary>
/// <param name="shadowCopies">Null where this computer has none.</param>
/// <param name="directory">Null where there is no Active Directory.</param>
/// <param name="windows">Null: files come without access lists and streams.</param>
public sealed class SystemStateWorkload(IShadowCopyService? shadowCopies, IWindowsFileApi? windows, IDirectoryService? directory, TimeProvider clock) : IWorkload
{
    internal const string KindWord = "systemState", Scheme = "systemstate";

    public string Kind => KindWord;

    public WorkloadTraits Traits { get; } = new("Windows system state", [BackupType.Full], StreamsLog: false, PointInTime: false, Items: true, HasContainers: false, NeedsCredential: false) { FolderOnly = true };

    public bool Knows(string path) => ComputerAddress.IsOne(Scheme, path);

    public string Normalize(string path) => ComputerAddress.Parse(Scheme, path).ToString();

    public IReadOnlyList<FoundDatasource> Discover(WorkloadContext? instance, CancellationToken cancellation) =>
        instance is null && shadowCopies is not null && shadowCopies.IsReady(out _) && ComputerAddress.Here(Scheme, shadowCopies.Environment) is { } here
            ? [new FoundDatasource(here.ToString(), $"System state of {here.Host}", 0, null, IsContainer: false)] : [];

    public DatasourceFacts Describe(WorkloadContext context, CancellationToken cancellation) => SystemSurvey.Describe(shadowCopies, Scheme, context, cancellation, (service, address, facts) =>
        new DatasourceFacts($"System state of {address.Host}", "", 0, [BackupType.Full], ConsistencyGuarantee.Application, [.. facts.Warnings]));

    public IPendingBackup Backup(BackupTask task, IItemSink sink, CancellationToken cancellation)
    {
        var (service, address) = SystemSurvey.Open(shadowCopies, Scheme, task.Context);
        return new SystemStateBackup(service, windows, directory, task, sink, address.Host).Run(cancellation);
    }

    public ILogStream? OpenLog(WorkloadContext context, LogState? earlier) => null;

    public RecoveryPlan Plan(RecoveryAsk ask, IReadOnlyList<PointDocument> points, LogState? log) => StatePlanner.Plan(ask, points, clock.GetUtcNow());

    public RecoveryOutcome Recover(RecoveryTask task, IPointContent content, CancellationToken cancellation) => StateFaults.Guard(() => StateRecovery.Run(task, content, cancellation));

    public DrillOutcome Drill(DrillTask task, IPointContent content, CancellationToken cancellation) => StateDrill.Run(task, content, cancellation);
}
