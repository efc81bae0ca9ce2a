using System.Text.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Catalog;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Jobs;

/// <summary>
/// Queues jobs, runs at most <see cref="MostAtOnce"/> at a time on threads of their own and never two on one datasource, and writes each step to the catalog.
/// </summary>
internal sealed class JobRunner(JobTable table, Func<JobType, IJobWork> workOf, Action<LiveJob, JobOutcome> aftermath, TimeProvider time, ILogger log)
{
    internal const int MostAtOnce = 2;
    private readonly Lock gate = new();
    private readonly List<LiveJob> queued = [], running = [];
    private readonly CancellationTokenSource stopping = new();
    private bool isStarted, isStopping;

    /// <summary>Cancelled when the server stops, after its jobs have been told: whoever waits for a job that stays queued waits in vain.</summary>
    internal CancellationToken Stopping => stopping.Token;

    /// <summary>Jobs that are queued and that run.</summary>
    internal (int Queued, int Running) Counts
    {
        get { lock (gate) return (queued.Count, running.Count); }
    }

    /// <summary>All live jobs, those that run first.</summary>
    internal IReadOnlyList<LiveJob> Live
    {
        get { lock (gate) return [.. running, .. queued]; }
    }

    /// <summary>Lets jobs begin. Until then they are only queued.</summary>
    internal void Start()
    {
        lock (gate) isStarted = true;
        Pump();
    }

    /// <summary>Queues a job; it is in the catalog on return.</summary>
    internal LiveJob Queue(JobType type, string? sourceId, JobArguments arguments, string? secret = null)
    {
        var now = time.GetUtcNow();
        var row = new JobRow
        {
            Id = Guid.CreateVersion7(now).ToString("N"), Type = JobNames.Of(type), State = JobNames.Of(JobState.Queued), SourceId = sourceId,
            RecoveryPoint = arguments.RecoveryPoint, Arguments = JsonSerializer.Serialize(arguments, CatalogJson.Default.JobArguments),
            Created = CatalogTime.From(now),
        };
        return Enqueue(new LiveJob(row, type, arguments, secret, table), isNew: true);
    }

    /// <summary>Queues a job that the catalog has as queued already, from before a restart.</summary>
    internal void Resume(JobRow row) =>
        Enqueue(
            new LiveJob(row, JobNames.Type(row.Type), JsonSerializer.Deserialize(row.Arguments, CatalogJson.Default.JobArguments) ?? new JobArguments(), null, table),
            isNew: false);

    internal LiveJob? Find(string id)
    {
        lock (gate) return running.Find(job => job.Id == id) ?? queued.Find(job => job.Id == id);
    }

    /// <summary>Cancels a job that lives; false where there is none of that id.</summary>
    internal bool Cancel(string id)
    {
        LiveJob? job;
        bool wasQueued;
        lock (gate)
        {
            job = queued.Find(other => other.Id == id);
            wasQueued = job is not null && queued.Remove(job);
            job ??= running.Find(other => other.Id == id);
        }
        if (job is null) return false;
        if (wasQueued) Finish(job, new JobOutcome(JobState.Cancelled, Cancelled()));
        else job.Cancel();
        return true;
    }

    /// <summary>
    /// Takes no new work and stops what runs: uploads are queued again for the next start, all else fails as interrupted. Queued jobs stay queued.
    /// </summary>
    /// <returns>False where a job has not stopped in time.</returns>
    internal async Task<bool> Stop(TimeSpan patience)
    {
        List<LiveJob> toStop;
        lock (gate)
        {
            isStopping = true;
            toStop = [.. running];
            foreach (var job in toStop) job.IsInterrupted = true;
        }
        foreach (var job in toStop) job.Cancel();
        var all = Task.WhenAll(toStop.Select(job => job.Ended));
        await all.WaitAsync(patience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await stopping.CancelAsync();
        return all.IsCompleted;
    }

    private LiveJob Enqueue(LiveJob job, bool isNew)
    {
        lock (gate)
        {
            if (isStopping) throw new HoldfastException(ErrorCode.ServerStopping, "The server is stopping and takes no new jobs.");
        }
        if (isNew) table.Save(job.Row);
        lock (gate) queued.Add(job);
        Pump();
        return job;
    }

    private void Pump()
    {
        while (true)
        {
            LiveJob job;
            lock (gate)
            {
                if (!isStarted || isStopping) return;
                var next = JobAdmission.Next([.. queued.Select(other => other.Candidate)], [.. running.Select(other => other.Candidate)], MostAtOnce);
                if (next is null) return;
                job = queued.Find(other => other.Id == next.Id)!;
                queued.Remove(job);
                running.Add(job);
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
            job.Row = job.Row with { State = JobNames.Of(JobState.Running), Started = CatalogTime.From(time.GetUtcNow()), Attempt = job.Row.Attempt + 1 };
            table.Save(job.Row);
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
        var state = JobLifecycle.AfterRestart(job.Type);
        return new JobOutcome(state, state == JobState.Queued ? null : new HoldfastException(ErrorCode.JobInterrupted, "The server was stopped while the job ran."));
    }

    private void Finish(LiveJob job, JobOutcome outcome)
    {
        try
        {
            var (row, errors) = LiveJobs.Settled(job, outcome, time);
            table.Save(row, LiveJobs.ErrorRows(job.Id, errors));
            job.FinalErrors = errors;
            job.Row = row;
            if (JobLifecycle.IsEnd(outcome.State)) aftermath(job, outcome);
        }
        catch (Exception failure)
        {
            log.LogCritical(failure, "The end of job {Id} could not be recorded; it counts as interrupted at the next start.", job.Id);
        }
        finally
        {
            lock (gate) running.Remove(job);
            job.MarkEnded();
            Pump();
        }
    }

    private static HoldfastException Cancelled() => new(ErrorCode.JobCancelled, "The job was cancelled.");
}
