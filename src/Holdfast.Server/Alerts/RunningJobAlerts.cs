using Holdfast.Contracts.Errors;
using Holdfast.Protection.Alerts;
using Holdfast.Protection.Jobs;
using Holdfast.Server.Catalog;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.Alerts;

/// <summary>Says which replicas are being created, what is being verified, and what is being recovered, for as long as the jobs run.</summary>
internal sealed class RunningJobAlerts(SourceTable sources, AlertBoard alerts)
{
    private static readonly AlertType[] types = [AlertType.ReplicaInitializationInProgress, AlertType.VerificationInProgress, AlertType.RecoveryInProgress];

    internal void Began(LiveJob job)
    {
        if (CodeOf(job.Type) is not { } code) return;
        var name = job.SourceId is { } id ? sources.ById(id)?.Path : null;
        var message = code switch
        {
            ErrorCode.ReplicaCreationInProgress => $"Job {job.Id} makes the first copy of {name}.",
            ErrorCode.RecoveryInProgress => $"Job {job.Id} recovers items of {name ?? "a datasource of another server"}.",
            _ when job.Type == JobType.ConsistencyCheck => $"Job {job.Id} compares {name} with its replica.",
            _ => $"Job {job.Id} verifies {(job.Arguments.RecoveryPoint is { } point ? $"recovery point {point} in " : "")}the {Place(job)}.",
        };
        alerts.Raise(AlertCodes.TypeOf(code), code, Subject(job), message);
    }

    /// <summary>The job runs no more, for whatever reason.</summary>
    internal void Ended(LiveJob job)
    {
        if (CodeOf(job.Type) is { } code) alerts.Resolve(code, Subject(job));
    }

    /// <summary>Nothing runs yet: what a killed server has left is not true any more.</summary>
    internal void Begin()
    {
        foreach (var type in types) alerts.Retire(type);
    }

    private static ErrorCode? CodeOf(JobType type) => type switch
    {
        JobType.ReplicaCreation => ErrorCode.ReplicaCreationInProgress,
        JobType.ConsistencyCheck or JobType.Verification => ErrorCode.VerificationInProgress,
        JobType.Recovery => ErrorCode.RecoveryInProgress,
        _ => null,
    };

    // Never two such jobs at a time have the same: jobs of a datasource take turns, and so do verifications.
    private static string Subject(LiveJob job) => job.SourceId ?? (job.Type == JobType.Verification ? Place(job) : job.Id);

    private static string Place(LiveJob job) => job.Arguments.Online ? HealthCheck.Vault : "pool";
}
