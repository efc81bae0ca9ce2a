using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.Jobs;

/// <summary>
/// What becomes of jobs that a stopped or killed server left behind: backups and uploads are queued again with their checkpoints, up to
/// <see cref="JobLifecycle.MostAttempts"/> times in a row, queued jobs stay queued, everything else has failed as interrupted. A backup that is given up though its point
/// was on disk already gets an upload job for the rest.
/// </summary>
internal sealed class JobRestart(ServerCatalog catalog, JobRunner runner, TimeProvider time)
{
    /// <returns>The jobs that have failed.</returns>
    internal IReadOnlyList<LiveJob> Recover()
    {
        var interrupted = new List<LiveJob>();
        var (changed, errors) = (new List<JobRow>(), new List<JobErrorRow>());
        var toQueue = new List<JobRow>(catalog.Jobs.InState(JobStates.Queued));
        foreach (var row in catalog.Jobs.InState(JobStates.Running))
        {
            var state = JobLifecycle.AfterRestart(JobNames.Type(row.Type), row.Attempt);
            var isEnd = JobLifecycle.IsEnd(state);
            var after = row with
            {
                State = JobNames.Of(state), Started = isEnd ? row.Started : null, Ended = isEnd ? CatalogTime.From(time.GetUtcNow()) : null,
                Checkpoint = isEnd ? null : row.Checkpoint,
            };
            changed.Add(after);
            if (!isEnd)
            {
                toQueue.Add(after);
                continue;
            }
            errors.Add(Interrupted(row));
            interrupted.Add(new LiveJob(after, catalog.Jobs));
        }
        if (changed.Count > 0) catalog.Jobs.Save(changed, errors);
        foreach (var row in toQueue) runner.Resume(row);
        foreach (var job in interrupted.Where(NeedsUpload))
            runner.Queue(new JobRequest(JobType.CloudBackup, job.SourceId, new JobArguments { Online = true, RecoveryPoint = job.RecoveryPoint }, job.Origin));
        return interrupted;
    }

    private static bool NeedsUpload(LiveJob job) =>
        job.Type is JobType.ReplicaCreation or JobType.RecoveryPoint && job.Arguments.Online && job.RecoveryPoint is not null;

    private static JobErrorRow Interrupted(JobRow row) => new()
    {
        JobId = row.Id, Code = (int)ErrorCode.JobInterrupted, Remedy = ErrorCatalog.Get(ErrorCode.JobInterrupted).Remedy,
        Message = row.Attempt > 1
            ? $"The server stopped or was killed while the job ran, {row.Attempt} times in a row." : "The server stopped or was killed while the job ran.",
    };
}
