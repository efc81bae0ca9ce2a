namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <summary>What a writer can do: VSS_BACKUP_SCHEMA.</summary>
[Flags]
public enum BackupSchema
{
    None = 0,
    Differential = 0x1,
    Incremental = 0x2,

    /// <summary>Incremental and differential backups must not be mixed over one full backup.</summary>
    ExclusiveIncrementalDifferential = 0x4,
    Log = 0x8,
    Copy = 0x10,
    Timestamped = 0x20,
    LastModify = 0x40,
    Lsn = 0x80,

    /// <summary>Files may be restored to other folders.</summary>
    NewTarget = 0x100,
    RestoreWithMove = 0x200,
    IndependentSystemState = 0x400,
    RollForwardRestore = 0x1000,
    RestoreRename = 0x2000,
    AuthoritativeRestore = 0x4000,
    ParallelRestores = 0x8000,
}
