namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <summary>For which backups a file set must be copied, and for which the copy must come from a shadow copy: VSS_FILE_SPEC_BACKUP_TYPE.</summary>
[Flags]
public enum FileNeeds
{
    None = 0,
    Full = 0x1,
    Differential = 0x2,
    Incremental = 0x4,
    Log = 0x8,
    AllBackups = 0xf,
    FullFromSnapshot = 0x100,
    DifferentialFromSnapshot = 0x200,
    IncrementalFromSnapshot = 0x400,
    LogFromSnapshot = 0x800,
    AllFromSnapshot = 0xf00,

    /// <summary>The files appear only while the backup runs.</summary>
    CreatedDuringBackup = 0x10000,

    /// <summary>What holds where a writer says nothing.</summary>
    Usual = AllBackups | AllFromSnapshot,
}
