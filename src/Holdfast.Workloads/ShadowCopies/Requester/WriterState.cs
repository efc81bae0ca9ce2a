namespace Holdfast.Workloads.ShadowCopies.Requester;

/// <summary>VSS_WRITER_STATE.</summary>
public enum WriterState
{
    Unknown,
    Stable,
    WaitingForFreeze,
    WaitingForThaw,
    WaitingForPostSnapshot,
    WaitingForBackupComplete,
    FailedAtIdentify,
    FailedAtPrepareBackup,
    FailedAtPrepareSnapshot,
    FailedAtFreeze,
    FailedAtThaw,
    FailedAtPostSnapshot,
    FailedAtBackupComplete,
    FailedAtPreRestore,
    FailedAtPostRestore,
    FailedAtBackupShutdown,
}
