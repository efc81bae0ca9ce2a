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
            if (catalog.Sources.ById(waiting.SourceId) is not { } source)
            {
                catalog.Schedules.TakeAwaited(waiting.SourceId, waiting.Kind);
                continue;
            }
            if (!string.Equals(source.Server, server, StringComparison.OrdinalIgnoreCase) || !catalog.Schedules.TakeAwaited(waiting.SourceId, waiting.Kind)) continue;
            if (source.GroupId is not { } id || catalog.Groups.ById(id) is not { Suspended: false } group) continue;
            var started = new StartedRuns();
            runs.StartMember(group, source, waiting.Kind, CatalogTime.To(waiting.Since), started);
            log.LogInformation("{Server} has appeared: {Kind} of {Source}: {Result}.", server, waiting.Kind, source.Path, started);
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
        var next = GroupSchedules.Next(group, row.Kind, now);
        var decision = CatchUp.Decide(due, now, CatalogTime.To(row.LastRun));
        if (!catalog.Schedules.Claim(group.Id, row.Kind, row.Due!.Value, next is { } at ? CatalogTime.From(at) : null, CatalogTime.From(now))) return;
        if (group.Suspended || decision is DueDecision.Done or DueDecision.Wait) return;
        string result;
        try
        {
            result = runs.Start(group, row.Kind, due).ToString();
            if (decision == DueDecision.CatchUp) result += $" (due {due:u}, caught up)";
            log.LogInformation("{Kind} of {Group}: {Result}.", row.Kind, group.Name, result);
        }
        catch (Exception failure)
        {
            result = "failed: " + failure.Message;
            log.LogError(failure, "{Kind} of {Group} could not be started.", row.Kind, group.Name);
        }
        catalog.Schedules.SetResult(group.Id, row.Kind, result);
    }

    private TimeSpan Sleep(DateTimeOffset now)
    {
        if (catalog.Schedules.All().Min(row => row.Due) is not { } earliest) return longestSleep;
        var until = CatalogTime.To(earliest) - now;
        return until > longestSleep ? longestSleep : until < shortestSleep ? shortestSleep : until;
    }

    private void Wake() => timer?.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
}
