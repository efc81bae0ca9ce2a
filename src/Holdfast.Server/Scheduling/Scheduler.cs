using Holdfast.Protection.Jobs;
using Holdfast.Protection.Schedules;
using Holdfast.Server.Catalog;
using Holdfast.Server.Jobs;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Scheduling;

/// <summary>
/// Starts what is due. Due times are rows of the catalog; moving one on is what gives the right to start the work, so several servers on one catalog start
/// it once (docs/adr/0011-own-due-times.md). Sleeps until the earliest due time, and no longer than a minute: timers do not see that somebody sets the clock, nor
/// that another server has planned something.
/// </summary>
internal sealed class Scheduler(ServerCatalog catalog, GroupSchedules schedules, ScheduledRuns runs, TimeProvider time, ILogger log) : IAsyncDisposable
{
    /// <summary>How long whoever looks into containers has it to itself; when it is killed meanwhile, they are looked into again.</summary>
    private static readonly TimeSpan discovering = TimeSpan.FromMinutes(10);


    private static readonly TimeSpan longestSleep = TimeSpan.FromMinutes(1), shortestSleep = TimeSpan.FromMilliseconds(100), setBack = TimeSpan.FromMinutes(2);
    private readonly Lock gate = new();
    private ITimer? timer;
    private DateTimeOffset lastLook = DateTimeOffset.MinValue;
    private bool isDisposed;

    /// <summary>Begins with what was missed while the server was down, each kind of each group once.</summary>
    internal void Start()
    {
        schedules.Complete();
        schedules.Changed += Wake;
        // Armed only when it is known here: the first look arms it again.
        timer = time.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A server that was away is back: what was due meanwhile runs now, each kind of each datasource once.</summary>
    internal void ServerAppeared(string server)
    {
        foreach (var waiting in catalog.Schedules.Awaited())
        {
            var source = catalog.Sources.ById(waiting.SourceId);
            if (source is not null && !string.Equals(source.Server, server, StringComparison.OrdinalIgnoreCase)) continue;
            if (source?.GroupId is not { } id || catalog.Groups.ById(id) is not { Suspended: false } group)
            {
                catalog.Schedules.TakeAwaited(waiting.SourceId, waiting.Kind, ScheduledWork.None);
                continue;
            }
            var planned = new PlannedRuns();
            runs.PlanMember(group, source, waiting.Kind, CatalogTime.To(waiting.Since), planned);
            if (!catalog.Schedules.TakeAwaited(waiting.SourceId, waiting.Kind, planned.Work())) continue;
            runs.Begin(planned);
            log.LogInformation("{Server} has appeared: {Kind} of {Source}: {Result}.", server, waiting.Kind, source.Path, planned);
        }
    }

    /// <summary>What a job's end means for schedules: what has just become inconsistent is checked soon.</summary>
    internal void After(LiveJob job, JobOutcome outcome, string? stateBefore)
    {
        if (outcome.State != JobState.Failed || job.Type == JobType.ConsistencyCheck || stateBefore != ReplicaStates.Ok) return;
        if (catalog.Sources.ById(job.SourceId ?? "") is not { ReplicaState: ReplicaStates.Inconsistent, GroupId: { } id }) return;
        if (catalog.Groups.ById(id) is { } group) schedules.PlanCheck(group);
    }

    /// <summary>Starts what is due now.</summary>
    internal void Look()
    {
        lock (gate)
        {
            var sleep = longestSleep;
            try
            {
                var now = time.GetUtcNow();
                if (lastLook - now > setBack) schedules.Complete(); // the clock was ahead: what it planned is too late
                lastLook = now;
                foreach (var row in catalog.Schedules.All().Where(row => row.Due <= CatalogTime.From(now))) Settle(row, now);
                sleep = Sleep(time.GetUtcNow());
            }
            catch (Exception failure)
            {
                // A failure here must not end the process; it is in the log, and the next look tries again.
                log.LogError(failure, "The schedules could not be looked at.");
            }
            if (!isDisposed) timer?.Change(sleep, Timeout.InfiniteTimeSpan);
        }
    }

    public async ValueTask DisposeAsync()
    {
        schedules.Changed -= Wake;
        lock (gate) isDisposed = true;
        if (timer is not null) await timer.DisposeAsync();
    }

    private void Settle(ScheduleRow row, DateTimeOffset now)
    {
        if (catalog.Groups.ById(row.GroupId) is not { } group)
        {
            catalog.Schedules.DeleteGroup(row.GroupId);
            return;
        }
        var due = CatalogTime.To(row.Due!.Value);
        var next = GroupSchedules.Next(group, row.Kind, now) is { } at ? CatalogTime.From(at) : (long?)null;
        var decision = CatchUp.Decide(due, now, CatalogTime.To(row.LastRun));
        if (group.Suspended || decision is DueDecision.Done or DueDecision.Wait)
        {
            Claim(row, next, now, ScheduledWork.None);
            return;
        }
        var remark = decision == DueDecision.CatchUp ? $" (due {due:u}, caught up)" : "";
        if (row.Kind == RunKinds.AutoProtection) Discover(group, row, next, now, remark);
        else Run(group, row, next, now, remark);
    }

    private void Run(GroupRow group, ScheduleRow row, long? next, DateTimeOffset now, string remark)
    {
        PlannedRuns planned;
        try
        {
            planned = runs.Plan(group, row.Kind, CatalogTime.To(row.Due!.Value));
        }
        catch (Exception failure)
        {
            log.LogError(failure, "{Kind} of {Group} could not be started.", row.Kind, group.Name);
            Claim(row, next, now, ScheduledWork.None with { Result = "failed: " + failure.Message });
            return;
        }
        if (!Claim(row, next, now, planned.Work(remark))) return;
        runs.Begin(planned);
        log.LogInformation("{Kind} of {Group}: {Result}.", row.Kind, group.Name, planned);
        Note(group, row, now);
    }

    // Also what was missed while the server was down was due on its day.
    private void Note(GroupRow group, ScheduleRow row, DateTimeOffset now)
    {
        if (RunKinds.Policy(row.Kind) != RunKind.RecoveryPoint) return;
        var due = CatalogTime.To(row.Due!.Value);
        catalog.SourceDays.Due(group.Id, [.. NextRun.Between(group.Policy, RunKind.RecoveryPoint, due, now).Prepend(due).Select(CatalogTime.From)]);
    }

    // What is found is written while it is found, so the due time moves twice: out of the way of others, and on when all is done.
    private void Discover(GroupRow group, ScheduleRow row, long? next, DateTimeOffset now, string remark)
    {
        var until = row with { Due = CatalogTime.From(now + discovering) };
        if (!Claim(row, until.Due, now, ScheduledWork.None)) return;
        string result;
        try
        {
            var found = runs.Discover(group);
            result = (found == 1 ? "1 member found" : $"{found} members found") + remark;
            log.LogInformation("{Kind} of {Group}: {Result}.", row.Kind, group.Name, result);
        }
        catch (Exception failure)
        {
            result = "failed: " + failure.Message;
            log.LogError(failure, "{Kind} of {Group} could not be started.", row.Kind, group.Name);
        }
        Claim(until, next, now, ScheduledWork.None with { Result = result });
    }

    private bool Claim(ScheduleRow row, long? next, DateTimeOffset now, ScheduledWork work) =>
        catalog.Schedules.Claim(row.GroupId, row.Kind, row.Due!.Value, next, CatalogTime.From(now), work);

    private TimeSpan Sleep(DateTimeOffset now)
    {
        if (catalog.Schedules.All().Min(row => row.Due) is not { } earliest) return longestSleep;
        var until = CatalogTime.To(earliest) - now;
        return until > longestSleep ? longestSleep : until < shortestSleep ? shortestSleep : until;
    }

    private void Wake() => timer?.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
}
