using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets;

/// <summary>A cmdlet that can wait for jobs, and shows their progress meanwhile.</summary>
public abstract class JobWaitCmdlet : HoldfastCmdlet
{
    private static readonly TimeSpan interval = TimeSpan.FromMilliseconds(500);

    /// <summary>Waits until a job has ended, or the time is over; a job that failed becomes an error.</summary>
    private protected void Follow(DpmJob job, TimeSpan? patience = null)
    {
        var activity = $"{job.JobCategory} {job.Datasource}";
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            Stop.ThrowIfCancellationRequested();
            var now = job.Refreshed(interval);
            WriteProgress(Progress(activity, now));
            if (now.State == JobStates.Failed) WriteError(Failure(now));
            if (now.HasEnded || (patience is { } longest && TimeProvider.System.GetElapsedTime(began) >= longest)) return;
        }
    }

    private static ProgressRecord Progress(string activity, JobInfo job) => new(0, activity, job.Phase.Length > 0 ? job.Phase : DpmJob.StatusOf(job.State))
    {
        PercentComplete = job.BytesTotal > 0 ? (int)Math.Clamp(job.BytesRead * 100.0 / job.BytesTotal, 0, 100) : -1,
        SecondsRemaining = job.EtaMs is { } eta ? (int)(eta / 1000) : -1,
        RecordType = job.HasEnded ? ProgressRecordType.Completed : ProgressRecordType.Processing,
    };

    private static ErrorRecord Failure(JobInfo job) => job.Errors is [var first, ..]
        ? ErrorRecords.Of(new HoldfastException(first.Code, first.Message, first.Remedy), job.SourceName)
        : ErrorRecords.Of(new HoldfastException(ErrorCode.UnexpectedError, $"The job {job.Id} failed."), job.SourceName);
}
