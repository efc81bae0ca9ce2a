namespace Holdfast.Protection.Jobs;

/// <summary>Which way a job may go from where it is.</summary>
public static class JobLifecycle
{
    public static bool IsEnd(JobState state) =>
        state is JobState.Succeeded or JobState.SucceededWithWarnings or JobState.Failed or JobState.Cancelled;

    public static bool CanMove(JobState from, JobState to) => (from, to) switch
    {
        (JobState.Queued, JobState.Running or JobState.Cancelled or JobState.Failed) => true,
        (JobState.Running, JobState.Queued) => true, // a resumable job after a restart
        (JobState.Running, _) => IsEnd(to),
        _ => false,
    };

    /// <summary>What becomes of a job that was running when the server went away: an upload goes on where it was, everything else has failed.</summary>
    public static JobState AfterRestart(JobType type) => type == JobType.CloudBackup ? JobState.Queued : JobState.Failed;

    /// <summary>How a job ends that was neither cancelled nor stopped by an error.</summary>
    public static JobState Completed(long itemsFailed) => itemsFailed == 0 ? JobState.Succeeded : JobState.SucceededWithWarnings;
}
