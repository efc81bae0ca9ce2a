using Holdfast.Workloads.ShadowCopies.Documents;

namespace Holdfast.Workloads.ShadowCopies.Requester;

/// <summary>IVssBackupComponents: the calls that are used, one by one. Every one throws <see cref="ShadowCopyFailure"/> where the service refuses. One backup or one restore; one thread at a time.</summary>
public interface IBackupComponents : IDisposable
{
    void InitializeForBackup();

    /// <param name="context">VSS_SNAPSHOT_CONTEXT.</param>
    void SetContext(int context);

    void SetBackupState(bool selectComponents, bool bootableSystemState, ShadowBackupType type, bool partialFiles);

    IShadowCopyStep GatherWriterMetadata();

    int GetWriterMetadataCount();

    /// <summary>A writer's metadata document.</summary>
    string GetWriterMetadata(int index);

    void FreeWriterMetadata();

    void AddComponent(ComponentId component);

    /// <returns>Id of the set.</returns>
    Guid StartSnapshotSet();

    bool IsVolumeSupported(string volume);

    /// <param name="volume">Its root, with a backslash at the end.</param>
    /// <returns>Id of the shadow copy.</returns>
    Guid AddToSnapshotSet(string volume);

    void SetPreviousBackupStamp(ComponentId component, string stamp);

    IShadowCopyStep PrepareForBackup();

    IShadowCopyStep GatherWriterStatus();

    int GetWriterStatusCount();

    WriterStatus GetWriterStatus(int index);

    void FreeWriterStatus();

    IShadowCopyStep DoSnapshotSet();

    SnapshotProperties GetSnapshotProperties(Guid snapshot);

    void SetBackupSucceeded(ComponentId component, bool succeeded);

    IShadowCopyStep BackupComplete();

    /// <summary>The backup components document as it is now.</summary>
    string SaveAsXml();

    void DeleteSnapshots(Guid set);

    void AbortBackup();

    /// <param name="document">The backup components document that was kept.</param>
    void InitializeForRestore(string document);

    void SetRestoreState(int type);

    void SetSelectedForRestore(ComponentId component, bool selected);

    void AddRestoreSubcomponent(ComponentId component, ComponentPath part);

    void SetRestoreOptions(ComponentId component, string options);

    void SetAdditionalRestores(ComponentId component, bool additional);

    void AddNewTarget(ComponentId component, string path, string pattern, bool recursive, string target);

    IShadowCopyStep PreRestore();

    void SetFileRestoreStatus(ComponentId component, FileRestoreStatus status);

    IShadowCopyStep PostRestore();
}
