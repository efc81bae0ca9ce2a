namespace Holdfast.Workloads.ShadowCopies.Requester;

/// <summary>VSS_FILE_RESTORE_STATUS: how copying a component's files back went.</summary>
public enum FileRestoreStatus
{
    Undefined,
    None,
    All,
    Failed,
}
