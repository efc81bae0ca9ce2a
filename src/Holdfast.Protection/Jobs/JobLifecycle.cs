namespace Holdfast.Protection.Jobs;

/// <summary>Which way a job may go from where it is.</summary>
public static class JobLifecycle
{
    /// <summary>So often in a row a job begins without coming to an end, before it counts as what brings the server down.</summary>
    public const int MostAttempts = 3;

    public static bool IsEnd(JobState state) =>
        state is JobState.Succeeded or JobState.SucceededWithWarnings or JobState.Failed or JobState.Cancelled;

    public static bool CanMove(JobState from, JobState to) => (from, to) switch
    {
        (JobState.Queued, JobState.Running or JobState.Cancelled or JobState.Failed) => true,
        (JobState.Running, JobState.Queued) => true, // a resumable job after a restart
        (JobState.Running, _) => IsEnd(to),
        _ => false,
    };

    /// <summary>Backups and uploads repeat without harm what they had done; the others work on what has changed since.</summary>
    public static bool IsResumable(JobType type) =>
        type is JobType.ReplicaCreation or JobType.RecoveryPoint or JobType.Synchronization or JobType.ConsistencyCheck or JobType.CloudBackup;

    /// <summary>What becomes of a job that ran when the server stopped or died.</summary>
    /// <param name="attempt">How often it has begun, this time included.</param>
    public static JobState AfterRestart(JobType type, int attempt) => IsResumable(type) && attempt < MostAttempts ? JobState.Queued : JobState.Failed;

    /// <summary>How a job ends that was neither cancelled nor stopped by an error.</summary>
    public static JobState Completed(long itemsFailed) => itemsFailed == 0 ? JobState.Succeeded : JobState.SucceededWithWarnings;
}
