namespace Holdfast.Protection.Jobs;

/// <summary>Where a job is in its life.</summary>
public enum JobState
{
    Queued,
    Running,
    Succeeded,

    /// <summary>Done, but items could not be read or written.</summary>
    SucceededWithWarnings,
    Failed,
    Cancelled,
}
