using Holdfast.Contracts.Errors;
using Holdfast.Protection.Alerts;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;
using Holdfast.Server.CloudPolicy;

namespace Holdfast.Server.Jobs;

/// <summary>What the end of a job means for replica states and alerts.</summary>
internal sealed class JobAftermath(SourceTable sources, AlertBoard alerts, HealthCheck health)
{
    internal void After(LiveJob job, JobOutcome outcome)
    {
        if (job.SourceId is { } sourceId && IsBackup(job.Type) && sources.ById(sourceId) is { } source) AfterBackup(job, source, outcome);
        if (job.Type == JobType.Verification) AfterVerification(job, outcome);
        if (job.Arguments.Online) health.LookAtVault();
        if (outcome.State == JobState.Failed) health.LookAtDisks();
    }

    private static bool IsBackup(JobType type) =>
        type is JobType.ReplicaCreation or JobType.RecoveryPoint or JobType.Synchronization or JobType.ConsistencyCheck or JobType.CloudBackup;

    private void AfterBackup(LiveJob job, SourceRow source, JobOutcome outcome)
    {
        if (outcome.State == JobState.Cancelled) return;
        if (outcome.Failure is not { } failure)
        {
            if (source.ReplicaState != ReplicaStates.Ok) sources.SetReplicaState(source.Id, ReplicaStates.Ok);
            alerts.Resolve(ErrorCode.ReplicaInconsistent, source.Id);
            alerts.Resolve(ErrorCode.ReplicaManualPending, source.Id);
            alerts.Resolve(ErrorCode.VaultCopyFailed, source.Id);
            alerts.Resolve(ErrorCode.AgentUnreachable, source.Id);
            return;
        }
        if (failure.Code == ErrorCode.AgentUnreachable && job.Row.Started is null)
        {
            // It has only waited: the replica is as it was, and needs no check.
            alerts.Raise(AlertType.BackupFailed, ErrorCode.AgentUnreachable, source.Id, $"Job {job.Id} of {source.Path} could not begin. {failure.Message}", failure.Remedy);
            return;
        }
        if (failure.Code == ErrorCode.VaultCopyFailed)
        {
            // The replica is whole: only its copy in the vault lags behind.
            if (source.ReplicaState != ReplicaStates.Ok) sources.SetReplicaState(source.Id, ReplicaStates.Ok);
            alerts.Resolve(ErrorCode.ReplicaInconsistent, source.Id);
            alerts.Raise(AlertBoard.Warning, ErrorCode.VaultCopyFailed, source.Id, $"{source.Path}: {failure.Message}", failure.Remedy);
            return;
        }
        // Nothing was touched: the cloud policy's own alert says why nothing runs.
        if (CloudRefusal.IsOne(failure.Code)) return;
        if (source.ReplicaState == ReplicaStates.Ok) sources.SetReplicaState(source.Id, ReplicaStates.Inconsistent);
        alerts.Raise(AlertBoard.Critical, ErrorCode.ReplicaInconsistent, source.Id, $"The last job of {source.Path} failed with error {(int)failure.Code}: {failure.Message}");
    }

    private void AfterVerification(LiveJob job, JobOutcome outcome)
    {
        var subject = job.Arguments.Online ? HealthCheck.Vault : "pool";
        if (job.Verification is not { } found) return;
        if (outcome.Failure is { } failure)
            alerts.Raise(AlertBoard.Critical, ErrorCode.DamageFound, subject, failure.Message, failure.Remedy);
        else if (job.Arguments is { RecoveryPoint: null, SamplePercent: 100 } && found.NotHealed == 0)
            alerts.Resolve(ErrorCode.DamageFound, subject);
    }
}
