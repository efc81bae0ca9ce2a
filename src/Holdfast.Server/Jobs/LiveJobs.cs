using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.Jobs;

/// <summary>Turns live jobs into rows and rows into what the API shows.</summary>
internal static class LiveJobs
{
    /// <summary>The row with the counters as they are now.</summary>
    internal static JobRow Counted(LiveJob job, TimeProvider time)
    {
        if (job.Row.Ended is not null) return job.Row;
        var progress = job.Report.Progress;
        var hasStarted = job.StartedAt != 0;
        return job.Row with
        {
            RecoveryPoint = job.RecoveryPoint,
            Items = Interlocked.Read(ref progress.Items), ItemsFailed = job.Report.ItemsFailed, ItemsTotal = Interlocked.Read(ref progress.ItemsTotal),
            BytesRead = Interlocked.Read(ref progress.BytesRead), BytesTotal = Interlocked.Read(ref progress.BytesTotal),
            BytesChanged = Interlocked.Read(ref progress.BytesChanged), BytesStored = Interlocked.Read(ref progress.BytesStored),
            BytesSent = Interlocked.Read(ref progress.BytesSent), BytesDeduplicated = Interlocked.Read(ref progress.BytesDeduplicated),
            DurationMs = hasStarted ? (long)time.GetElapsedTime(job.StartedAt).TotalMilliseconds : 0,
            CpuMs = hasStarted ? (long)(Environment.CpuUsage.TotalTime - job.CpuAtStart).TotalMilliseconds : 0,
        };
    }

    /// <summary>The row and the errors of a job that has ended or goes back into the queue.</summary>
    internal static (JobRow Row, IReadOnlyList<JobError> Errors) Settled(LiveJob job, JobOutcome outcome, TimeProvider time)
    {
        var row = Counted(job, time) with
        {
            State = JobNames.Of(outcome.State),
            Ended = JobLifecycle.IsEnd(outcome.State) ? CatalogTime.From(time.GetUtcNow()) : null,
            Checkpoint = JobLifecycle.IsEnd(outcome.State) ? null : job.Checkpoint,
            Verification = job.Verification is { } found ? JsonSerializer.Serialize(found, ApiJson.Default.VerificationResult) : null,
            Collection = job.Collection is { } done ? JsonSerializer.Serialize(done, ApiJson.Default.CollectionResult) : null,
            RecoveryPlan = job.RecoveryPlan is { } plan ? JsonSerializer.Serialize(plan, CatalogJson.Default.RecoveryPlanInfo) : null,
        };
        return (row, [.. outcome.Errors().Concat(job.Report.Errors()).Take(JobReport.MostErrors)]);
    }

    internal static IReadOnlyList<JobErrorRow> ErrorRows(string jobId, IReadOnlyList<JobError> errors) =>
        [.. errors.Select((error, position) => new JobErrorRow
        {
            JobId = jobId, Position = position, Code = (int)error.Code, Message = error.Message, Remedy = error.Remedy, Item = error.Item,
        })];
}
