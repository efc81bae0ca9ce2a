using System.Text.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Catalog;
using Holdfast.Server.Changes;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Jobs;

/// <summary>
/// Queues jobs, runs as many at a time as <see cref="JobBacklog"/> allows on threads of their own, and writes each step to the catalog.
/// </summary>
internal sealed class JobRunner
{
    private static readonly TimeSpan catalogPatience = TimeSpan.FromSeconds(1);

    private readonly ServerCatalog catalog;
    private readonly Func<JobType, IJobWork> workOf;
    private readonly Action<LiveJob, JobOutcome> aftermath;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly Lock gate = new();
    private readonly JobBacklog backlog;
    private readonly AwaitingJobs awaiting;
    private readonly Dictionary<string, LiveJob> live = [];
    private readonly CancellationTokenSource stopping = new();
    private bool isStarted, isStopping;

    internal JobRunner(ServerCatalog catalog, JobLimits limits, Func<JobType, IJobWork> workOf, Action<LiveJob, JobOutcome> aftermath, TimeProvider time, ILogger log)
    {
        (this.catalog, this.workOf, this.aftermath, this.time, this.log) = (catalog, workOf, aftermath, time, log);
        backlog = new JobBacklog(limits);
        awaiting = new AwaitingJobs(GiveUp, time);
    }

    /// <summary>Asked before a job is queued and again before it starts; throws where jobs like it may not run now.</summary>
    internal Action<JobType, JobArguments>? Admission { private get; set; }

    /// <summary>Which agent a job needs that is not there; null where it can run.</summary>
    internal Func<LiveJob, AgentWait?>? AgentAwaited { private get; set; }

    /// <summary>Told of each job that begins to run.</summary>
    internal Action<LiveJob>? Began { private get; set; }

    /// <summary>Told of each job that has run, whether it has ended or goes back into the queue; before its end is known to others.</summary>
    internal Action<LiveJob>? HasRun { private get; set; }

    /// <summary>Cancelled when the server stops, after its jobs have been told: whoever waits for a job that stays queued waits in vain.</summary>
    internal CancellationToken Stopping => stopping.Token;

    /// <summary>Jobs that are queued and that run.</summary>
    internal (int Queued, int Running) Counts
    {
        get { lock (gate) return (backlog.Waiting + awaiting.Count, backlog.Running); }
    }

    /// <summary>All jobs that are queued or run.</summary>
    internal IReadOnlyList<LiveJob> Live
    {
        get { lock (gate) return [.. live.Values]; }
    }

    /// <summary>Lets jobs begin. Until then they are only queued.</summary>
    internal void Start()
    {
        lock (gate) isStarted = true;
        Pump();
    }

    /// <exception cref="HoldfastException">Jobs like this may not run now.</exception>
    internal void Admit(JobType type, JobArguments arguments) => Admission?.Invoke(type, arguments);

    /// <summary>Queues a job that a person wants; it is in the catalog on return.</summary>
    internal LiveJob Queue(JobType type, string? sourceId, JobArguments arguments, string? secret = null) =>
        Queue(new JobRequest(type, sourceId, arguments) { Secret = secret });

    /// <summary>Queues a job; it is in the catalog on return.</summary>
    internal LiveJob Queue(JobRequest request)
    {
        var job = Prepare(request);
        lock (gate)
        {
            if (isStopping) throw new HoldfastException(ErrorCode.ServerStopping, "The server is stopping and takes no new jobs.");
        }
        catalog.Jobs.Save(job.Row);
        Take([job]);
        return job;
    }

    /// <summary>Makes a job that is nowhere yet: whoever writes its row to the catalog then hands it to <see cref="Take"/>.</summary>
    /// <exception cref="HoldfastException">Jobs like this may not run now.</exception>
    internal LiveJob Prepare(JobRequest request)
    {
        Admit(request.Type, request.Arguments);
        var now = time.GetUtcNow();
        var source = request.SourceId is { } sourceId ? catalog.Sources.ById(sourceId) : null;
        var row = new JobRow
        {
            Id = Guid.CreateVersion7(now).ToString("N"), Type = JobNames.Of(request.Type), State = JobNames.Of(JobState.Queued), SourceId = request.SourceId,
            Server = source?.Server, SourceCopies = source?.Copies, Origin = JobNames.Of(request.Origin),
            ScheduledFor = request.ScheduledFor is { } scheduled ? CatalogTime.From(scheduled) : null, RecoveryPoint = request.Arguments.RecoveryPoint,
            Arguments = JsonSerializer.Serialize(request.Arguments, CatalogJson.Default.JobArguments), Created = CatalogTime.From(now),
        };
        return new LiveJob(row, catalog.Jobs, request.Secret);
    }

    /// <summary>Puts jobs into the line that the catalog has as queued. While the server stops they stay there, for its next start.</summary>
    internal void Take(IReadOnlyCollection<LiveJob> jobs)
    {
        lock (gate)
            foreach (var job in jobs)
            {
                live.Add(job.Id, job);
                PutInLine(job);
            }
        catalog.Changes.Touch(ChangeTopic.Jobs);
        Pump();
    }

    /// <summary>What waited for the agent of a production server can run.</summary>
    internal void AgentAppeared(string server)
    {
        lock (gate)
            foreach (var job in awaiting.TakeOf(server)) PutInLine(job);
        Pump();
    }

    /// <summary>Ends a job that waits for its agent, because another takes its place. Nothing happens where it does not wait any more.</summary>
    internal void Replace(LiveJob job, string reason)
    {
        lock (gate)
        {
            if (!awaiting.Remove(job.Id)) return;
        }
        EndQueued(job, new JobOutcome(JobState.Cancelled, new HoldfastException(ErrorCode.JobReplaced, reason)));
    }

    /// <summary>Queues a job that the catalog has as queued already, from before a restart.</summary>
    internal void Resume(JobRow row) => Take([new LiveJob(row, catalog.Jobs)]);

    internal LiveJob? Find(string id)
    {
        lock (gate) return live.GetValueOrDefault(id);
    }

    /// <summary>Cancels a job that lives; false where there is none of that id.</summary>
    internal bool Cancel(string id)
    {
        LiveJob? job;
        bool wasQueued;
        lock (gate)
        {
            if (!live.TryGetValue(id, out job)) return false;
            wasQueued = backlog.Remove(id) || awaiting.Remove(id);
        }
        if (wasQueued)
        {
            EndQueued(job, new JobOutcome(JobState.Cancelled, Cancelled()));
            return true;
        }
        job.Cancel();
        // It may have gone back into the queue meanwhile.
        return Find(id) is not { } now || now == job || Cancel(id);
    }

    // What cannot be recorded is not done: the job goes back into the line, and whoever asked is told.
    private void EndQueued(LiveJob job, JobOutcome outcome)
    {
        var hasEnded = false;
        try
        {
            var (row, errors) = LiveJobs.Settled(job, outcome, time);
            catalog.Jobs.Save(row, LiveJobs.ErrorRows(job.Id, errors));
            (job.FinalErrors, job.Row, hasEnded) = (errors, row, true);
            aftermath(job, outcome);
        }
        finally
        {
            lock (gate)
            {
                if (hasEnded) live.Remove(job.Id);
                else PutInLine(job);
            }
            if (hasEnded) MarkEnded(job);
            Pump();
        }
    }

    // On a thread of the clock's: a failure must not end the process. The job is back in the queue then, and its time begins anew.
    private void GiveUp(LiveJob job, AgentWait wait)
    {
        try
        {
            lock (gate)
            {
                if (isStopping || !awaiting.RemoveOverdue(job.Id, wait)) return;
            }
            var longest = wait.Longest.TotalHours >= 2 ? $"{wait.Longest.TotalHours:0.#} hours" : $"{wait.Longest.TotalMinutes:0.#} minutes";
            EndQueued(job, new JobOutcome(JobState.Failed, new HoldfastException(
                ErrorCode.AgentUnreachable, $"The agent of {wait.Server} did not connect within {longest}.",
                $"Start the agent on {wait.Server} and check that it can reach this server (`holdfast agent list`), then run `holdfast job rerun {job.Id}`.")));
        }
        catch (Exception failure)
        {
            log.LogError(failure, "Job {Id} has waited for too long, and could not be ended.", job.Id);
        }
    }

    /// <summary>Under the lock.</summary>
    private void PutInLine(LiveJob job)
    {
        if (AgentAwaited?.Invoke(job) is { } wait) awaiting.Add(job, wait);
        else backlog.Add(job.Candidate);
    }

    /// <summary>
    /// Takes no new work and stops what runs: backups and uploads are queued again for the next start, all else fails as interrupted. Queued jobs stay queued.
    /// </summary>
    /// <returns>False where a job has not stopped in time.</returns>
    internal async Task<bool> Stop(TimeSpan patience)
    {
        List<LiveJob> toStop;
        lock (gate)
        {
            isStopping = true;
            awaiting.StopClocks();
            toStop = [.. live.Values.Where(job => job.IsRunning)];
            foreach (var job in toStop) job.IsInterrupted = true;
        }
        foreach (var job in toStop) job.Cancel();
        var all = Task.WhenAll(toStop.Select(job => job.Ended));
        await all.WaitAsync(patience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await stopping.CancelAsync();
        return all.IsCompleted;
    }

    private void Pump()
    {
        while (true)
        {
            LiveJob job;
            lock (gate)
            {
                if (!isStarted || isStopping || backlog.Begin() is not { } next) return;
                job = live[next.Id];
                if (AgentAwaited?.Invoke(job) is { } wait)
                {
                    backlog.End(job.Id);
                    awaiting.Add(job, wait);
                    continue;
                }
                job.IsRunning = true;
            }
            new Thread(() => Run(job)) { IsBackground = true, Name = $"job {job.Row.Type}" }.Start();
        }
    }

    private void Run(LiveJob job)
    {
        job.CpuAtStart = Environment.CpuUsage.TotalTime;
        job.StartedAt = time.GetTimestamp();
        try
        {
            Finish(job, Outcome(job));
        }
        catch (AgentAwayException away)
        {
            log.LogInformation("Job {Id} waits: {Message}", job.Id, away.Message);
            PutOff(job);
        }
    }

    /// <summary>A job that ran gives its place back and is queued as it was, with its checkpoint: no attempt of those that count.</summary>
    private void PutOff(LiveJob job)
    {
        var row = job.Row with { State = JobNames.Of(JobState.Queued), Started = null, Attempt = job.Row.Attempt - 1, RecoveryPoint = job.RecoveryPoint };
        var again = new LiveJob(row, catalog.Jobs, job.Secret);
        try
        {
            Insist(job, () => catalog.Jobs.Save(row));
            Insist(job, () => HasRun?.Invoke(job));
        }
        catch (Exception failure)
        {
            log.LogError(failure, "That job {Id} waits could not be recorded; a restart would take it for one that was interrupted.", job.Id);
        }
        lock (gate)
        {
            backlog.End(job.Id);
            live[job.Id] = again;
            PutInLine(again);
        }
        MarkEnded(job);
        if (job.Cancellation.IsCancellationRequested && !job.IsInterrupted) Cancel(job.Id);
        Pump();
    }

    private JobOutcome Outcome(LiveJob job)
    {
        try
        {
            var row = job.Row with { State = JobNames.Of(JobState.Running), Started = CatalogTime.From(time.GetUtcNow()), Attempt = job.Row.Attempt + 1 };
            catalog.Jobs.Save(row);
            job.Row = row;
            Began?.Invoke(job);
            Admit(job.Type, job.Arguments);
            workOf(job.Type).Run(job);
            return new JobOutcome(JobLifecycle.Completed(job.Report.ItemsFailed), null);
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or AgentAwayException && job.Cancellation.IsCancellationRequested)
        {
            return Stopped(job);
        }
        catch (HoldfastException failure)
        {
            // What breaks because the job is being stopped is not a failure of its own.
            return job.Cancellation.IsCancellationRequested ? Stopped(job) : new JobOutcome(JobState.Failed, failure);
        }
        catch (Exception failure) when (failure is not AgentAwayException)
        {
            log.LogError(failure, "Job {Id} ({Type}) failed unexpectedly.", job.Id, job.Row.Type);
            return new JobOutcome(JobState.Failed, new HoldfastException(ErrorCode.UnexpectedError, $"{failure.GetType().Name}: {failure.Message}", inner: failure));
        }
    }

    private static JobOutcome Stopped(LiveJob job)
    {
        if (!job.IsInterrupted) return new JobOutcome(JobState.Cancelled, Cancelled());
        var state = JobLifecycle.AfterRestart(job.Type, job.Attempt);
        return new JobOutcome(state, state == JobState.Queued ? null : new HoldfastException(ErrorCode.JobInterrupted, "The server was stopped while the job ran."));
    }

    private void Finish(LiveJob job, JobOutcome outcome)
    {
        try
        {
            var (row, errors) = LiveJobs.Settled(job, outcome, time);
            Insist(job, () => catalog.Jobs.Save(row, LiveJobs.ErrorRows(job.Id, errors)));
            Insist(job, () => HasRun?.Invoke(job));
            job.FinalErrors = errors;
            job.Row = row;
            if (JobLifecycle.IsEnd(outcome.State)) Insist(job, () => aftermath(job, outcome));
        }
        catch (Exception failure)
        {
            log.LogCritical(failure, "The end of job {Id} could not be recorded; it counts as interrupted at the next start.", job.Id);
        }
        finally
        {
            lock (gate)
            {
                backlog.End(job.Id);
                live.Remove(job.Id);
            }
            MarkEnded(job);
            Pump();
        }
    }

    /// <summary>Tries until the catalog is back or the server has stopped: a job that has done its work does not lose its end to a database that was away for a while.</summary>
    private void Insist(LiveJob job, Action write)
    {
        while (true)
            try
            {
                write();
                return;
            }
            catch (HoldfastException failure) when (failure.Code == ErrorCode.CatalogUnavailable && !stopping.IsCancellationRequested)
            {
                log.LogWarning("The end of job {Id} waits for the catalog: {Message}", job.Id, failure.Message);
                stopping.Token.WaitHandle.WaitOne(catalogPatience);
            }
    }

    // Its row was written before: who was woken by that may have seen it still live.
    private void MarkEnded(LiveJob job)
    {
        job.MarkEnded();
        catalog.Changes.Touch(ChangeTopic.Jobs);
    }

    private static HoldfastException Cancelled() => new(ErrorCode.JobCancelled, "The job was cancelled.");
}
