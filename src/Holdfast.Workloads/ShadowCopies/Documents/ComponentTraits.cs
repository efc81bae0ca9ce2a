namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <summary>VSS_COMPONENT_FLAGS.</summary>
[Flags]
public enum ComponentTraits
{
    None = 0,

    /// <summary>The writer must bring the shadow copy itself into order before it is backed up.</summary>
    BackupRecovery = 0x1,

    /// <summary>… before it is used for anything but a backup.</summary>
    RollbackRecovery = 0x2,
    NotSystemState = 0x4,
}
