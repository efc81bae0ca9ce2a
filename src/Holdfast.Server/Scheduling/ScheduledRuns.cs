using Holdfast.Contracts.Errors;
using Holdfast.Protection.Groups.Policy;
using Holdfast.Protection.Jobs;
using Holdfast.Protection.Schedules;
using Holdfast.Server.Catalog;
using Holdfast.Server.Jobs;
using Holdfast.Server.Protect;

namespace Holdfast.Server.Scheduling;

/// <summary>Queues the jobs of a due time, for each member of the group for which they make sense now.</summary>
internal sealed class ScheduledRuns(ServerCatalog catalog, BackupQueue backups, AutoProtector autoProtector, IServerPresence presence, TimeProvider time)
{
    private const string NoReplica = "has no replica yet", NothingNew = "nothing new to send";

    /// <returns>What was queued and what not, in words.</returns>
    internal StartedRuns Start(GroupRow group, string kind, DateTimeOffset due)
    {
        var started = new StartedRuns();
        if (kind == RunKinds.AutoProtection)
        {
            started.Queued = autoProtector.Discover(group).Count;
            return started;
        }
        foreach (var member in catalog.Sources.OfGroup(group.Id)) StartMember(group, member, kind, due, started);
        return started;
    }

    /// <summary>One member, also later than its group: its server was away when the others ran.</summary>
    internal void StartMember(GroupRow group, SourceRow member, string kind, DateTimeOffset due, StartedRuns started)
    {
        if (presence.IsAway(member.Server) && kind != RunKinds.Of(RunKind.OnlineRecoveryPoint))
        {
            catalog.Schedules.Await(member.Id, kind, CatalogTime.From(time.GetUtcNow()));
            started.Skip(member.Name, "its server is away; it runs when the server appears");
            return;
        }
        if (Previous(member, kind) is { } live)
        {
            started.Skip(member.Name, $"job {live.Id} still {(live.StartedAt == 0 ? "waits" : "runs")}");
            return;
        }
        if (Reason(group, member, kind) is { } reason)
        {
            started.Skip(member.Name, reason);
            return;
        }
        try
        {
            Queue(group, member, kind, due);
            started.Queued++;
        }
        catch (HoldfastException failure) // no disk, no vault, the cloud policy: the reason stands in the schedule's result, and the next due time tries again
        {
            started.Skip(member.Name, failure.Message);
        }
    }

    // What is of the same kind has not ended, or, for a synchronization, anything that brings the replica up to date. All else waits for its turn.
    private LiveJob? Previous(SourceRow member, string kind) => backups.LiveJobsOf(member).FirstOrDefault(job => RunKinds.Policy(kind) switch
    {
        RunKind.Synchronization => job.Type != JobType.CloudBackup,
        RunKind.OnlineRecoveryPoint => job.Type == JobType.CloudBackup || job.Arguments.Online,
        RunKind.ConsistencyCheck or null => job.Type == JobType.ConsistencyCheck,
        _ => job.Type is JobType.RecoveryPoint or JobType.ReplicaCreation,
    });

    // Null where the job makes sense.
    private string? Reason(GroupRow group, SourceRow member, string kind) => RunKinds.Policy(kind) switch
    {
        _ when member.ReplicaState == ReplicaStates.ManualPending => "waits for its seed",
        RunKind.ExpressFull => "files have recovery points instead",
        RunKind.Synchronization or RunKind.ConsistencyCheck when member.ReplicaState == ReplicaStates.Pending => NoReplica,
        RunKind.RecoveryPoint when member.ReplicaState == ReplicaStates.Pending && group.Policy.ReplicaCreation.Method == ReplicaCreationMethod.Later
            && NextRun.After(group.Policy, RunKind.ReplicaCreation, time.GetUtcNow()) is not null => NoReplica,
        RunKind.ReplicaCreation when member.ReplicaState != ReplicaStates.Pending => "has its replica",
        RunKind.OnlineRecoveryPoint when NewestOnDisk(member) is not { Online: false } => NothingNew,
        null when kind == RunKinds.AutomaticCheck && member.ReplicaState != ReplicaStates.Inconsistent => "is consistent",
        _ => null,
    };

    private void Queue(GroupRow group, SourceRow member, string kind, DateTimeOffset due)
    {
        var now = time.GetUtcNow();
        long? notAfter = BackupWindowRule.ClosesAt(group.Policy, now) is { } closes ? CatalogTime.From(closes) : null;
        switch (RunKinds.Policy(kind))
        {
            case RunKind.Synchronization:
                backups.QueueOne(member, JobType.Synchronization, new JobArguments { NotAfter = notAfter }, due);
                break;
            case RunKind.OnlineRecoveryPoint:
                backups.QueueOne(member, JobType.CloudBackup, new JobArguments { Online = true, RecoveryPoint = NewestOnDisk(member)!.Id, NotAfter = notAfter }, due);
                break;
            case RunKind.ConsistencyCheck:
                backups.QueueOne(member, JobType.ConsistencyCheck, new JobArguments { LongestMinutes = group.Policy.ConsistencyCheck.LongestMinutes }, due);
                break;
            case null:
                backups.QueueOne(member, JobType.ConsistencyCheck, new JobArguments(), due);
                break;
            case RunKind.ReplicaCreation:
                backups.QueueOne(member, JobType.RecoveryPoint, new JobArguments { Online = backups.GoesOnline(member) }, due);
                break;
            default:
                backups.QueueOne(member, JobType.RecoveryPoint, new JobArguments { Online = backups.GoesOnline(member), NotAfter = notAfter }, due);
                break;
        }
    }

    private PointRow? NewestOnDisk(SourceRow member) => catalog.Points.OfSource(member.Id).LastOrDefault(point => point.Disk);
}
