using Holdfast.Contracts.Errors;
using Holdfast.Protection.Groups.Policy;
using Holdfast.Protection.Jobs;
using Holdfast.Protection.Schedules;
using Holdfast.Server.Catalog;
using Holdfast.Server.Jobs;
using Holdfast.Server.Protect;

namespace Holdfast.Server.Scheduling;

/// <summary>Decides which jobs a due time means: for each member of the group, those that make sense now. Planning writes nothing.</summary>
internal sealed class ScheduledRuns(ServerCatalog catalog, BackupQueue backups, AutoProtector autoProtector, IServerPresence presence, TimeProvider time)
{
    private const string NoReplica = "has no replica yet", NothingNew = "nothing new to send";

    /// <summary>Looks for new contents of the group's containers.</summary>
    /// <returns>How many members the group has got.</returns>
    internal int Discover(GroupRow group) => autoProtector.Discover(group).Count;

    /// <summary>Puts what was planned into the line, when it is in the catalog.</summary>
    internal void Begin(PlannedRuns planned)
    {
        foreach (var job in planned.Replaced) backups.Replace(job, "The next run was due while the job waited for its agent. That run begins when the agent appears.");
        backups.Take(planned.Jobs);
    }

    internal PlannedRuns Plan(GroupRow group, string kind, DateTimeOffset due)
    {
        var planned = new PlannedRuns();
        foreach (var member in catalog.Sources.OfGroup(group.Id)) PlanMember(group, member, kind, due, planned);
        return planned;
    }

    /// <summary>One member, also later than its group: its server was away when the others ran.</summary>
    internal void PlanMember(GroupRow group, SourceRow member, string kind, DateTimeOffset due, PlannedRuns planned)
    {
        if (presence.IsAway(member.Server) && kind != RunKinds.Of(RunKind.OnlineRecoveryPoint))
        {
            planned.Awaited.Add(new WaitingRun { SourceId = member.Id, Kind = kind, Since = CatalogTime.From(time.GetUtcNow()) });
            planned.Replaced.AddRange(backups.LiveJobsOf(member).Where(job => job.AwaitsAgent && job.Origin == JobOrigin.Schedule && IsOfKind(job, kind)));
            planned.Skip(member.Name, "its server is away; it runs when the server appears");
            return;
        }
        if (Previous(member, kind) is { } live)
        {
            planned.Skip(member.Name, $"job {live.Id} still {(live.StartedAt == 0 ? "waits" : "runs")}");
            return;
        }
        if (Reason(group, member, kind) is { } reason)
        {
            planned.Skip(member.Name, reason);
            return;
        }
        try
        {
            planned.Jobs.Add(Job(group, member, kind, due));
        }
        catch (HoldfastException failure) // no disk, no vault, the cloud policy: the reason stands in the schedule's result, and the next due time tries again
        {
            planned.Skip(member.Name, failure.Message);
        }
    }

    private static bool IsOfKind(LiveJob job, string kind) => RunKinds.Policy(kind) switch
    {
        RunKind.Synchronization => job.Type == JobType.Synchronization,
        RunKind.ConsistencyCheck or null => job.Type == JobType.ConsistencyCheck,
        RunKind.Drill => job.Type == JobType.Drill,
        _ => job.Type is JobType.RecoveryPoint or JobType.ReplicaCreation,
    };

    // What is of the same kind has not ended, or, for a synchronization, anything that brings the replica up to date. All else waits for its turn.
    private LiveJob? Previous(SourceRow member, string kind) => backups.LiveJobsOf(member).FirstOrDefault(job => RunKinds.Policy(kind) switch
    {
        RunKind.Synchronization => job.Type is not (JobType.CloudBackup or JobType.Drill),
        RunKind.OnlineRecoveryPoint => job.Type == JobType.CloudBackup || job.Arguments.Online,
        RunKind.ConsistencyCheck or null => job.Type == JobType.ConsistencyCheck,
        RunKind.Drill => job.Type == JobType.Drill,
        _ => job.Type is JobType.RecoveryPoint or JobType.ReplicaCreation,
    });

    // Null where the job makes sense.
    private string? Reason(GroupRow group, SourceRow member, string kind) => RunKinds.Policy(kind) switch
    {
        _ when member.ReplicaState == ReplicaStates.ManualPending => "waits for its seed",
        RunKind.ExpressFull when !member.IsApplication => "files have recovery points instead",
        RunKind.RecoveryPoint when member.IsApplication && group.Policy.ShortTerm.ExpressFull is { IsEmpty: false } => "applications have express full backups instead",
        RunKind.Drill when !member.IsApplication => "files have no restore drills",
        RunKind.Drill when NewestOnDisk(member) is null => "has no recovery point yet",
        RunKind.Synchronization or RunKind.ConsistencyCheck when member.ReplicaState == ReplicaStates.Pending => NoReplica,
        RunKind.RecoveryPoint when member.ReplicaState == ReplicaStates.Pending && group.Policy.ReplicaCreation.Method == ReplicaCreationMethod.Later
            && NextRun.After(group.Policy, RunKind.ReplicaCreation, time.GetUtcNow()) is not null => NoReplica,
        RunKind.ReplicaCreation when member.ReplicaState != ReplicaStates.Pending => "has its replica",
        RunKind.OnlineRecoveryPoint when NewestOnDisk(member) is not { Online: false } => NothingNew,
        null when kind == RunKinds.AutomaticCheck && member.ReplicaState != ReplicaStates.Inconsistent => "is consistent",
        _ => null,
    };

    private LiveJob Job(GroupRow group, SourceRow member, string kind, DateTimeOffset due)
    {
        var now = time.GetUtcNow();
        long? notAfter = BackupWindowRule.ClosesAt(group.Policy, now) is { } closes ? CatalogTime.From(closes) : null;
        var (type, arguments) = RunKinds.Policy(kind) switch
        {
            RunKind.Synchronization => (JobType.Synchronization, new JobArguments { NotAfter = notAfter, Online = member.IsApplication && backups.GoesOnline(member) }),
            RunKind.OnlineRecoveryPoint => (JobType.CloudBackup, new JobArguments { Online = true, RecoveryPoint = NewestOnDisk(member)!.Id, NotAfter = notAfter }),
            RunKind.ConsistencyCheck => (JobType.ConsistencyCheck, new JobArguments { LongestMinutes = group.Policy.ConsistencyCheck.LongestMinutes }),
            RunKind.Drill => (JobType.Drill, new JobArguments { RecoveryPoint = NewestOnDisk(member)!.Id }),
            RunKind.ExpressFull => (JobType.RecoveryPoint, new JobArguments { BackupType = "incremental", Online = backups.GoesOnline(member), NotAfter = notAfter }),
            null => (JobType.ConsistencyCheck, new JobArguments()),
            RunKind.ReplicaCreation => (JobType.RecoveryPoint, new JobArguments { Online = backups.GoesOnline(member) }),
            _ => (JobType.RecoveryPoint, new JobArguments { Online = backups.GoesOnline(member), NotAfter = notAfter }),
        };
        return backups.Prepare(member, type, arguments, due);
    }

    private PointRow? NewestOnDisk(SourceRow member) => catalog.Points.OfSource(member.Id).LastOrDefault(point => point.Disk);
}
