namespace Holdfast.Workloads.ShadowCopies.Requester;

/// <summary>How long the service is waited for. It ends the writers' freeze by itself after 60 s, and holds writes for at most 10 s; what is counted here is all of a call.</summary>
public sealed record SessionLimits
{
    /// <summary>GatherWriterMetadata, GatherWriterStatus.</summary>
    public TimeSpan Asking { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>PrepareForBackup, BackupComplete: writers work.</summary>
    public TimeSpan Writers { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>DoSnapshotSet: flushing, freeze, and what writers do afterwards.</summary>
    public TimeSpan Snapshot { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>PreRestore, PostRestore: applications replay their logs.</summary>
    public TimeSpan Restore { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Until the service has let go of what was cancelled.</summary>
    public TimeSpan Cancelling { get; init; } = TimeSpan.FromMinutes(2);
}
