namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <summary>VSS_BACKUP_TYPE.</summary>
public enum ShadowBackupType
{
    Undefined,
    Full,
    Incremental,
    Differential,
    Log,

    /// <summary>Full, and the application's history of backups does not change.</summary>
    Copy,
    Other,
}
