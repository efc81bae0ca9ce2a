using Holdfast.Contracts.Errors;
using Holdfast.Protection.Alerts;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Catalog;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.Alerts;

/// <summary>What the end of a job is worth telling: recoveries, and backups that lack items.</summary>
internal sealed class JobAlerts(SourceTable sources, AlertBoard alerts, TimeProvider time)
{
    /// <summary>How long a recovery that succeeded is news.</summary>
    internal static readonly TimeSpan NewsLength = TimeSpan.FromDays(3);

    private static readonly ErrorCode[] recoveryCodes = [ErrorCode.RecoverySucceeded, ErrorCode.RecoveryPartial, ErrorCode.RecoveryFailed];

    internal void After(LiveJob job, JobOutcome outcome)
    {
        if (outcome.State == JobState.Cancelled) return;
        if (job.Type == JobType.Recovery) AfterRecovery(job, outcome);
        if (job.Type is JobType.ReplicaCreation or JobType.RecoveryPoint or JobType.Synchronization or JobType.ConsistencyCheck && outcome.Failure is null) AfterBackup(job, outcome);
    }

    /// <summary>Lets recoveries that succeeded be forgotten after three days.</summary>
    internal void Retire() => alerts.Retire(AlertType.RecoverySuccessful, time.GetUtcNow() - NewsLength);

    private void AfterRecovery(LiveJob job, JobOutcome outcome)
    {
        // A later recovery of the same datasource is what the earlier ones are judged by.
        var subject = job.SourceId ?? job.Id;
        foreach (var code in recoveryCodes) alerts.Resolve(code, subject);
        var (name, failed) = (Name(job), job.Report.ItemsFailed);
        if (outcome.Failure is { } failure)
            alerts.Raise(AlertType.RecoveryFailed, ErrorCode.RecoveryFailed, subject, $"Recovery job {job.Id} of {name} failed with error {(int)failure.Code}: {failure.Message}", failure.Remedy);
        else if (failed > 0)
            alerts.Raise(AlertType.RecoveryPartlySuccessful, ErrorCode.RecoveryPartial, subject, $"Recovery job {job.Id} of {name} ended, but {failed} items could not be recovered.");
        else
            alerts.Raise(AlertType.RecoverySuccessful, ErrorCode.RecoverySucceeded, subject, $"Recovery job {job.Id} of {name} has ended; {job.Row.Items} items were recovered to {job.Arguments.To ?? "where they were"}.");
    }

    private void AfterBackup(LiveJob job, JobOutcome outcome)
    {
        if (job.SourceId is not { } subject) return;
        if (outcome.State == JobState.SucceededWithWarnings)
            alerts.Raise(AlertType.PartialBackupSuccess, ErrorCode.BackupPartial, subject, $"Job {job.Id} of {Name(job)} ended, but {job.Report.ItemsFailed} items could not be backed up.");
        else
            alerts.Resolve(ErrorCode.BackupPartial, subject);
    }

    private string Name(LiveJob job) => job.SourceId is { } id && sources.ById(id) is { } source ? source.Path : job.Row.SourcePath ?? "a datasource of another server";
}
