namespace Holdfast.Workloads.Windows.ShadowCopies;

/// <summary>Places of the methods in the vtables of vsbackup.h. IVssBackupComponents is a C++ class of 51 of them, those of IUnknown first; it is no COM interface that could be asked for.</summary>
internal static class Slots
{
    public const int Release = 2;

    /// <summary>IVssExamineWriterMetadata::SaveAsXML.</summary>
    public const int MetadataSaveAsXml = 12;

    public const int InitializeForBackup = 5, SetBackupState = 6, InitializeForRestore = 7, SetRestoreState = 8, GatherWriterMetadata = 9, GetWriterMetadataCount = 10, GetWriterMetadata = 11,
        FreeWriterMetadata = 12, AddComponent = 13, PrepareForBackup = 14, AbortBackup = 15, GatherWriterStatus = 16, GetWriterStatusCount = 17, FreeWriterStatus = 18, GetWriterStatus = 19,
        SetBackupSucceeded = 20, SetSelectedForRestore = 22, SetRestoreOptions = 23, SetAdditionalRestores = 24, SetPreviousBackupStamp = 25, SaveAsXml = 26, BackupComplete = 27,
        AddRestoreSubcomponent = 29, SetFileRestoreStatus = 30, AddNewTarget = 31, PreRestore = 33, PostRestore = 34, SetContext = 35, StartSnapshotSet = 36, AddToSnapshotSet = 37, DoSnapshotSet = 38,
        DeleteSnapshots = 39, GetSnapshotProperties = 42, IsVolumeSupported = 44;

    public const int Count = 51;
}
