using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Groups.Policy;
using Holdfast.Protection.Jobs;
using Holdfast.Protection.Schedules;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.Protect;

/// <summary>Has the first recovery points of members made as their group says: now, later, or from a folder that an administrator copies.</summary>
internal sealed class FirstCopies(ServerCatalog catalog, BackupQueue backups, AlertBoard alerts, JobViews views, TimeProvider time)
{
    /// <returns>The jobs that were queued: none of members whose first copy is made later or by hand.</returns>
    internal JobList Queue(IReadOnlyList<SourceRow> members, GroupRow group, bool? online) =>
        new([.. members.Select(member => Queue(member, group, online, isProtectedAgain: false)).OfType<JobInfo>()]);

    /// <param name="isProtectedAgain">The replica is from before its protection was stopped: it is compared with the production server first.</param>
    internal JobInfo? Queue(SourceRow member, GroupRow group, bool? online, bool isProtectedAgain)
    {
        var hasPoints = catalog.Points.OfSource(member.Id).Any(point => point.Disk);
        if (!hasPoints && Waits(member, group)) return null;
        var arguments = new JobArguments { Online = online ?? backups.GoesOnline(member), ReadEverything = hasPoints && isProtectedAgain };
        return views.Show(backups.QueueOne(member, JobType.RecoveryPoint, arguments));
    }

    private bool Waits(SourceRow member, GroupRow group)
    {
        switch (group.Policy.ReplicaCreation.Method)
        {
            case ReplicaCreationMethod.Later:
                return NextRun.After(group.Policy, RunKind.ReplicaCreation, time.GetUtcNow()) is not null;
            case ReplicaCreationMethod.Manual:
                catalog.Sources.SetReplicaState(member.Id, ReplicaStates.ManualPending);
                alerts.Raise(
                    AlertBoard.Warning, ErrorCode.ReplicaManualPending, member.Id, $"The first replica of {member.Path} on {member.Server} is to be made by hand.",
                    $"Copy the data to a folder of the backup server and run `holdfast source seed {member.Id} FOLDER`.");
                return true;
            default:
                return false;
        }
    }
}
