using Holdfast.Agent.Applications;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Agents.Work;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.Server.Engine.Applications;
using Holdfast.Server.Jobs;
using Holdfast.Server.Sources;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Applications;

/// <summary>Backs an application up: chooses what is read, and has its workload hand it over.</summary>
internal sealed class ApplicationBackupWork(ApplicationKinds kinds, ApplicationContexts contexts, IEngine engine, LogFollowers followers, RemotePart remotely, ReplicaChoice copies)
{
    /// <param name="record">Takes the point, before an agent's application hears of it.</param>
    /// <returns>The point; null where bringing up to date makes none: the log is followed anyway.</returns>
    internal PointState? Run(LiveJob job, SourceRow source, GroupRow group, Action<PointState> record)
    {
        var workload = kinds.Of(source);
        if (workload.Traits.StreamsLog) followers.Look();
        if (job.Type == JobType.Synchronization && !Logs(workload))
        {
            followers.Require(source);
            return null;
        }
        var wanted = Wanted(job, workload);
        if (!SourceRegistry.IsLocal(source.Server)) return RunRemotely(job, source, group, wanted, record);
        var point = Run(job, source, group, workload, wanted);
        record(point);
        return point;
    }

    private PointState Run(LiveJob job, SourceRow source, GroupRow group, IWorkload workload, BackupType wanted)
    {
        try
        {
            return RunOnce(job, source, group, workload, wanted);
        }
        catch (HoldfastException broken) when (broken.Code == ErrorCode.LogChainBroken && wanted != BackupType.Full)
        {
            job.Report.Item(ErrorCode.LogChainBroken, $"{broken.Message} A full backup follows.", source.Path, failed: false);
            return RunOnce(job, source, group, workload, BackupType.Full);
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

    private PointState RunRemotely(LiveJob job, SourceRow source, GroupRow group, BackupType wanted, Action<PointState> record)
    {
        var read = copies.Choose(job, kinds.Of(source), source);
        using var remote = remotely.Application(job, new RemoteApplicationRequest(Request(job, source, group) with { ReadFrom = job.Row.ReadFrom }, read.Server, contexts.Site(read), wanted, group.Policy.Throttle));
        var point = remote.Run();
        record(point);
        remote.Acknowledge();
        return point;
    }

    private static ApplicationBackup Request(LiveJob job, SourceRow source, GroupRow group) => new(
        new PointSource(source.Id, source.Name, source.Path, source.Server, source.Kind), job.Type == JobType.ConsistencyCheck || job.Arguments.ReadEverything, group.Policy.Compress);

    private PointState RunOnce(LiveJob job, SourceRow source, GroupRow group, IWorkload workload, BackupType wanted)
    {
        var request = Request(job, source, group);
        var progress = new ApplicationProgress(job.Report.Progress, phase => job.Report.Progress.Phase = phase);
        using var scratch = contexts.Scratch();
        var context = contexts.Of(source, scratch);
        return engine.Applications.Backup(
            request,
            (previous, log, sink) => workload.Backup(
                new BackupTask(context, wanted, previous, followers.StateOf(source.Id) ?? log, request.ReadEverything, new ReportedNotes(job.Report), progress), sink, job.Cancellation),
            job.Report, job.Cancellation);
    }
}
