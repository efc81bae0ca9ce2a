using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Accounts;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.Server.Groups;
using Holdfast.Server.Jobs;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Protect;

/// <summary>Queues backup jobs of datasources.</summary>
internal sealed class BackupQueue(ServerCatalog catalog, IEngine engine, SourceRegistry sources, GroupRegistry groups, JobRunner runner, JobViews views)
{
    /// <summary>The datasources that a request names: one of its own or the members of a group.</summary>
    internal IReadOnlyList<SourceRow> Targets(string? source, string? group, CallerScope scope)
    {
        if (source is null == group is null) throw new HoldfastException(ErrorCode.NothingToProtect, "Name either a datasource or a group.");
        if (source is not null)
        {
            var row = sources.Resolve(source, scope);
            return row.GroupId is not null ? [row] : throw new HoldfastException(ErrorCode.ProtectionStopped, $"The protection of {row.Path} has been stopped.");
        }
        var named = groups.Resolve(group!, scope);
        var members = groups.Members(named).Where(scope.Sees).ToList();
        return members.Count > 0 ? members : throw new HoldfastException(ErrorCode.NothingToProtect, $"The protection group '{named.Name}' has no members.");
    }

    /// <param name="type">RecoveryPoint becomes ReplicaCreation for a datasource that has no point yet.</param>
    /// <param name="online">Send the points to the vault; null: as group and datasource say.</param>
    internal JobList Queue(IReadOnlyList<SourceRow> targets, JobType type, bool? online)
    {
        RequireDisk();
        var plans = targets.Select(target => (Target: target, Online: type == JobType.RecoveryPoint && (online ?? GoesOnline(target)))).ToList();
        if (plans.Any(plan => plan.Online)) RequireVault();
        return new JobList([.. plans.Select(plan => views.Show(QueueOne(plan.Target, type, new JobArguments { Online = plan.Online })))]);
    }

    /// <summary>One job that a person wants now, with all that it is told.</summary>
    internal LiveJob QueueOne(SourceRow target, JobType type, JobArguments arguments) => runner.Queue(Request(target, type, arguments, null));

    /// <summary>One job of a schedule, made and not queued.</summary>
    internal LiveJob Prepare(SourceRow target, JobType type, JobArguments arguments, DateTimeOffset scheduledFor) =>
        runner.Prepare(Request(target, type, arguments, scheduledFor));

    /// <summary>Puts prepared jobs into the line, whose rows are in the catalog.</summary>
    internal void Take(IReadOnlyCollection<LiveJob> jobs) => runner.Take(jobs);

    /// <summary>Ends a job that waits for its agent, because another takes its place.</summary>
    internal void Replace(LiveJob job, string reason) => runner.Replace(job, reason);

    /// <summary>Backups of the datasource that are queued or run.</summary>
    internal IEnumerable<LiveJob> LiveJobsOf(SourceRow source) => runner.Live.Where(job => job.SourceId == source.Id && job.Type != JobType.Recovery);

    /// <exception cref="HoldfastException">Backups may not run now.</exception>
    internal void RequireAdmission(bool online) => runner.Admit(JobType.RecoveryPoint, new JobArguments { Online = online });

    internal void RequireVault()
    {
        if (engine.Contact.State == VaultStates.NotRegistered) throw new HoldfastException(ErrorCode.VaultNotRegistered, "This server is not registered with a vault.");
    }

    /// <summary>Its points are sent to the vault as soon as they are made. Not so where its group has times for that.</summary>
    internal bool GoesOnline(SourceRow source)
    {
        var group = source.GroupId is { } id ? catalog.Groups.ById(id) : null;
        return group is not { HasOnlineSchedule: true } && (source.Online || group is { Online: true });
    }

    private JobRequest Request(SourceRow target, JobType type, JobArguments arguments, DateTimeOffset? scheduledFor)
    {
        RequireDisk();
        if (arguments.Online) RequireVault();
        return new JobRequest(TypeFor(target, type), target.Id, arguments, scheduledFor is null ? JobOrigin.Person : JobOrigin.Schedule, scheduledFor);
    }

    private void RequireDisk()
    {
        if (engine.Disks.Count == 0) throw new HoldfastException(ErrorCode.NoDisks, "The storage pool has no disk.");
    }

    private JobType TypeFor(SourceRow source, JobType type) =>
        type == JobType.RecoveryPoint && !catalog.Points.OfSource(source.Id).Any(point => point.Disk) ? JobType.ReplicaCreation : type;
}
