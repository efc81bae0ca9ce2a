using System.Text.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Catalog;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Jobs;

/// <summary>
/// Queues jobs, runs as many at a time as <see cref="JobBacklog"/> allows on threads of their own, and writes each step to the catalog.
/// </summary>
internal sealed class JobRunner(
    ServerCatalog catalog, JobLimits limits, Func<JobType, IJobWork> workOf, Action<LiveJob, JobOutcome> aftermath, TimeProvider time, ILogger log)
{
    private readonly Lock gate = new();
    private readonly JobBacklog backlog = new(limits);
    private readonly Dictionary<string, LiveJob> live = [];
    private readonly CancellationTokenSource stopping = new();
    private bool isStarted, isStopping;

    /// <summary>Asked before a job is queued and again before it starts; throws where jobs like it may not run now.</summary>
    internal Action<JobType, JobArguments>? Admission { private get; set; }

    /// <summary>Cancelled when the server stops, after its jobs have been told: whoever waits for a job that stays queued waits in vain.</summary>
    internal CancellationToken Stopping => stopping.Token;

    /// <summary>Jobs that are queued and that run.</summary>
    internal (int Queued, int Running) Counts
    {
        get { lock (gate) return (backlog.Waiting, backlog.Running); }
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
        var row = new JobRow
        {
            Id = Guid.CreateVersion7(now).ToString("N"), Type = JobNames.Of(request.Type), State = JobNames.Of(JobState.Queued), SourceId = request.SourceId,
            Server = request.SourceId is { } sourceId ? catalog.Sources.ById(sourceId)?.Server : null, Origin = JobNames.Of(request.Origin),
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
                backlog.Add(job.Candidate);
            }
        Pump();
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
            wasQueued = backlog.Remove(id);
        }
        if (wasQueued) CancelQueued(job);
        else job.Cancel();
        return true;
    }

    // What cannot be recorded is not done: the job goes back into the line, and whoever asked is told.
    private void CancelQueued(LiveJob job)
    {
        var isCancelled = false;
        try
        {
            var outcome = new JobOutcome(JobState.Cancelled, Cancelled());
            var (row, errors) = LiveJobs.Settled(job, outcome, time);
            catalog.Jobs.Save(row, LiveJobs.ErrorRows(job.Id, errors));
            (job.FinalErrors, job.Row, isCancelled) = (errors, row, true);
            aftermath(job, outcome);
        }
        finally
        {
            lock (gate)
            {
                if (isCancelled) live.Remove(job.Id);
                else backlog.Add(job.Candidate);
            }
            if (isCancelled) job.MarkEnded();
            Pump();
        }
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
                job.IsRunning = true;
            }
            new Thread(() => Run(job)) { IsBackground = true, Name = $"job {job.Row.Type}" }.Start();
        }
    }

    private void Run(LiveJob job)
    {
        job.CpuAtStart = Environment.CpuUsage.TotalTime;
        job.StartedAt = time.GetTimestamp();
        Finish(job, Outcome(job));
    }

    private JobOutcome Outcome(LiveJob job)
    {
        try
        {
            var row = job.Row with { State = JobNames.Of(JobState.Running), Started = CatalogTime.From(time.GetUtcNow()), Attempt = job.Row.Attempt + 1 };
            catalog.Jobs.Save(row);
            job.Row = row;
            Admit(job.Type, job.Arguments);
            workOf(job.Type).Run(job);
            return new JobOutcome(JobLifecycle.Completed(job.Report.ItemsFailed), null);
        }
        catch (OperationCanceledException) when (job.Cancellation.IsCancellationRequested)
        {
            return Stopped(job);
        }
        catch (HoldfastException failure)
        {
            // What breaks because the job is being stopped is not a failure of its own.
            return job.Cancellation.IsCancellationRequested ? Stopped(job) : new JobOutcome(JobState.Failed, failure);
        }
        catch (Exception failure)
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
            job.MarkEnded();
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
                stopping.Token.WaitHandle.WaitOne(CatalogPatience);
            }
    }

    private static readonly TimeSpan CatalogPatience = TimeSpan.FromSeconds(1);

    private static HoldfastException Cancelled() => new(ErrorCode.JobCancelled, "The job was cancelled.");
}
