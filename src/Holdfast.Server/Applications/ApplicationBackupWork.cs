using Holdfast.Agent.Applications;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.Server.Engine.Applications;
using Holdfast.Server.Jobs;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Applications;

/// <summary>Backs an application up: chooses what is read, and has its workload hand it over.</summary>
internal sealed class ApplicationBackupWork(ApplicationKinds kinds, ApplicationContexts contexts, IEngine engine, LogFollowers followers)
{
    /// <returns>The point; null where bringing up to date makes none: the log is followed anyway.</returns>
    internal PointState? Run(LiveJob job, SourceRow source, GroupRow group)
    {
        var workload = kinds.Of(source);
        if (workload.Traits.StreamsLog) followers.Look();
        if (job.Type == JobType.Synchronization && !Logs(workload))
        {
            followers.Require(source);
            return null;
        }
        var wanted = Wanted(job, workload);
        try
        {
            return Run(job, source, group, workload, wanted);
        }
        catch (HoldfastException broken) when (broken.Code == ErrorCode.LogChainBroken && wanted != BackupType.Full)
        {
            job.Report.Item(ErrorCode.LogChainBroken, $"{broken.Message} A full backup follows.", source.Path, failed: false);
            return Run(job, source, group, workload, BackupType.Full);
        }
    }

    private static bool Logs(IWorkload workload) => !workload.Traits.StreamsLog && workload.Traits.Types.Contains(BackupType.Log);

    private static BackupType Wanted(LiveJob job, IWorkload workload)
    {
        var wanted = job.Type switch
        {
            JobType.Synchronization => BackupType.Log,
            JobType.ConsistencyCheck or JobType.ReplicaCreation => BackupType.Full,
            _ when job.Arguments.ReadEverything => BackupType.Full,
            _ => Enum.TryParse<BackupType>(job.Arguments.BackupType, ignoreCase: true, out var named) ? named : BackupType.Incremental,
        };
        return workload.Traits.Types.Contains(wanted) ? wanted : BackupType.Full;
    }

    private PointState Run(LiveJob job, SourceRow source, GroupRow group, IWorkload workload, BackupType wanted)
    {
        var readEverything = job.Type == JobType.ConsistencyCheck || job.Arguments.ReadEverything;
        var progress = new ApplicationProgress(job.Report.Progress, phase => job.Report.Progress.Phase = phase);
        using var scratch = contexts.Scratch();
        var context = contexts.Of(source, scratch);
        var request = new ApplicationBackup(new PointSource(source.Id, source.Name, source.Path, source.Server, source.Kind), readEverything, group.Policy.Compress);
        return engine.Applications.Backup(
            request,
            (previous, log, sink) => workload.Backup(
                new BackupTask(context, wanted, previous, followers.StateOf(source.Id) ?? log, readEverything, new ReportedNotes(job.Report), progress), sink, job.Cancellation),
            job.Report, job.Cancellation);
    }
}
