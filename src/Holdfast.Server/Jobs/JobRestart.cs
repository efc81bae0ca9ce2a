using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.Jobs;

/// <summary>
/// What becomes of jobs that a stopped or killed server left behind: uploads go on, queued jobs stay queued, everything else has failed as interrupted.
/// A backup whose point was on disk already gets an upload job for the rest.
/// </summary>
internal sealed class JobRestart(ServerCatalog catalog, JobRunner runner, TimeProvider time)
{
    /// <returns>The datasources whose backup was interrupted.</returns>
    internal IReadOnlyList<LiveJob> Recover()
    {
        var interrupted = new List<LiveJob>();
        var toQueue = new List<JobRow>(catalog.Jobs.InState(JobStates.Queued));
        foreach (var row in catalog.Jobs.InState(JobStates.Running))
        {
            var type = JobNames.Type(row.Type);
            var state = JobLifecycle.AfterRestart(type);
            var isEnd = JobLifecycle.IsEnd(state);
            var after = row with { State = JobNames.Of(state), Started = isEnd ? row.Started : null, Ended = isEnd ? CatalogTime.From(time.GetUtcNow()) : null };
            catalog.Jobs.Save(after, isEnd ? [Interrupted(row.Id)] : []);
            if (!isEnd) toQueue.Add(after);
            else interrupted.Add(new LiveJob(after, type, Arguments(row), null, catalog.Jobs));
        }
        foreach (var row in toQueue.OrderBy(row => row.Created)) runner.Resume(row);
        foreach (var job in interrupted.Where(NeedsUpload))
            runner.Queue(JobType.CloudBackup, job.SourceId, new JobArguments { Online = true, RecoveryPoint = job.RecoveryPoint });
        return interrupted;
    }

    private static bool NeedsUpload(LiveJob job) =>
        job.Type is JobType.ReplicaCreation or JobType.RecoveryPoint && job.Arguments.Online && job.RecoveryPoint is not null;

    private static JobErrorRow Interrupted(string jobId) => new()
    {
        JobId = jobId, Code = (int)ErrorCode.JobInterrupted, Message = "The server stopped or was killed while the job ran.",
        Remedy = ErrorCatalog.Get(ErrorCode.JobInterrupted).Remedy,
    };

    internal static JobArguments Arguments(JobRow row) => JsonSerializer.Deserialize(row.Arguments, CatalogJson.Default.JobArguments) ?? new JobArguments();
}
