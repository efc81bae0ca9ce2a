using System.Runtime.Versioning;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.ShadowCopies.Requester;

namespace Holdfast.Workloads.Windows.ShadowCopies;

/// <summary>IVssBackupComponents of vssapi.dll. What vsbackup.h calls bool is one byte.</summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe class NativeBackupComponents(NativeObject native) : IBackupComponents
{
    /// <summary>VSS_OBJECT_SNAPSHOT_SET.</summary>
    private const int SnapshotSet = 2;

    public void InitializeForBackup() => native.Tell(Slots.InitializeForBackup, nameof(InitializeForBackup), null);

    public void SetContext(int context) => Check(nameof(SetContext), ((delegate* unmanaged<nint, int, int>)native.Slot(Slots.SetContext))(native.This, context));

    public void SetBackupState(bool selectComponents, bool bootableSystemState, ShadowBackupType type, bool partialFiles) => Check(nameof(SetBackupState),
        ((delegate* unmanaged<nint, byte, byte, int, byte, int>)native.Slot(Slots.SetBackupState))(native.This, Byte(selectComponents), Byte(bootableSystemState), (int)type, Byte(partialFiles)));

    public IShadowCopyStep GatherWriterMetadata() => native.Begin(Slots.GatherWriterMetadata, nameof(GatherWriterMetadata));

    public int GetWriterMetadataCount() => native.Count(Slots.GetWriterMetadataCount, nameof(GetWriterMetadataCount));

    public string GetWriterMetadata(int index)
    {
        Guid instance;
        nint metadata = 0;
        Check(nameof(GetWriterMetadata), ((delegate* unmanaged<nint, uint, Guid*, nint*, int>)native.Slot(Slots.GetWriterMetadata))(native.This, (uint)index, &instance, &metadata));
        using var examined = new NativeObject(metadata);
        return examined.Text(Slots.MetadataSaveAsXml, $"{nameof(GetWriterMetadata)} (SaveAsXML)");
    }

    public void FreeWriterMetadata() => native.Call(Slots.FreeWriterMetadata, nameof(FreeWriterMetadata));

    public void AddComponent(ComponentId component)
    {
        fixed (char* path = Path(component), name = component.Path.Name)
            Check(nameof(AddComponent), ((delegate* unmanaged<nint, Guid, Guid, int, char*, char*, int>)native.Slot(Slots.AddComponent))(native.This, component.Instance, component.Writer, (int)component.Kind, path, name));
    }

    public Guid StartSnapshotSet()
    {
        Guid set;
        Check(nameof(StartSnapshotSet), ((delegate* unmanaged<nint, Guid*, int>)native.Slot(Slots.StartSnapshotSet))(native.This, &set));
        return set;
    }

    public bool IsVolumeSupported(string volume)
    {
        var supported = 0;
        fixed (char* name = volume)
            Check(nameof(IsVolumeSupported), ((delegate* unmanaged<nint, Guid, char*, int*, int>)native.Slot(Slots.IsVolumeSupported))(native.This, Guid.Empty, name, &supported));
        return supported != 0;
    }

    public Guid AddToSnapshotSet(string volume)
    {
        Guid snapshot;
        fixed (char* name = volume)
            Check($"{nameof(AddToSnapshotSet)} of {volume}", ((delegate* unmanaged<nint, char*, Guid, Guid*, int>)native.Slot(Slots.AddToSnapshotSet))(native.This, name, Guid.Empty, &snapshot));
        return snapshot;
    }

    public void SetPreviousBackupStamp(ComponentId component, string stamp) => Text(Slots.SetPreviousBackupStamp, nameof(SetPreviousBackupStamp), component, stamp);

    public IShadowCopyStep PrepareForBackup() => native.Begin(Slots.PrepareForBackup, nameof(PrepareForBackup));

    public IShadowCopyStep GatherWriterStatus() => native.Begin(Slots.GatherWriterStatus, nameof(GatherWriterStatus));

    public int GetWriterStatusCount() => native.Count(Slots.GetWriterStatusCount, nameof(GetWriterStatusCount));

    public WriterStatus GetWriterStatus(int index)
    {
        Guid instance, writer;
        nint name = 0;
        int state = 0, failure = 0;
        Check(nameof(GetWriterStatus),
            ((delegate* unmanaged<nint, uint, Guid*, Guid*, nint*, int*, int*, int>)native.Slot(Slots.GetWriterStatus))(native.This, (uint)index, &instance, &writer, &name, &state, &failure));
        return new WriterStatus(instance, writer, NativeObject.TakeText(name), (WriterState)state, failure);
    }

    public void FreeWriterStatus() => native.Call(Slots.FreeWriterStatus, nameof(FreeWriterStatus));

    public IShadowCopyStep DoSnapshotSet() => native.Begin(Slots.DoSnapshotSet, nameof(DoSnapshotSet));

    public SnapshotProperties GetSnapshotProperties(Guid snapshot)
    {
        var properties = default(SnapshotProp);
        Check(nameof(GetSnapshotProperties), ((delegate* unmanaged<nint, Guid, SnapshotProp*, int>)native.Slot(Slots.GetSnapshotProperties))(native.This, snapshot, &properties));
        try
        {
            return new SnapshotProperties(properties.Snapshot, properties.Set, new string(properties.Device), new string(properties.Volume), properties.Created);
        }
        finally
        {
            NativeApi.VssFreeSnapshotPropertiesInternal(&properties);
        }
    }

    public void SetBackupSucceeded(ComponentId component, bool succeeded)
    {
        fixed (char* path = Path(component), name = component.Path.Name)
            Check(nameof(SetBackupSucceeded), ((delegate* unmanaged<nint, Guid, Guid, int, char*, char*, byte, int>)native.Slot(Slots.SetBackupSucceeded))(
                native.This, component.Instance, component.Writer, (int)component.Kind, path, name, Byte(succeeded)));
    }

    public IShadowCopyStep BackupComplete() => native.Begin(Slots.BackupComplete, nameof(BackupComplete));

    public string SaveAsXml() => native.Text(Slots.SaveAsXml, nameof(SaveAsXml));

    public void DeleteSnapshots(Guid set)
    {
        var deleted = 0;
        Guid left;
        Check(nameof(DeleteSnapshots), ((delegate* unmanaged<nint, Guid, int, int, int*, Guid*, int>)native.Slot(Slots.DeleteSnapshots))(native.This, set, SnapshotSet, 1, &deleted, &left));
    }

    public void AbortBackup() => native.Call(Slots.AbortBackup, nameof(AbortBackup));

    public void InitializeForRestore(string document) => native.Tell(Slots.InitializeForRestore, nameof(InitializeForRestore), document);

    public void SetRestoreState(int type) => Check(nameof(SetRestoreState), ((delegate* unmanaged<nint, int, int>)native.Slot(Slots.SetRestoreState))(native.This, type));

    public void SetSelectedForRestore(ComponentId component, bool selected) => Switch(Slots.SetSelectedForRestore, nameof(SetSelectedForRestore), component, selected);

    public void AddRestoreSubcomponent(ComponentId component, ComponentPath part)
    {
        fixed (char* path = Path(component), name = component.Path.Name, partPath = part.LogicalPath, partName = part.Name)
            Check(nameof(AddRestoreSubcomponent), ((delegate* unmanaged<nint, Guid, int, char*, char*, char*, char*, byte, int>)native.Slot(Slots.AddRestoreSubcomponent))(
                native.This, component.Writer, (int)component.Kind, path, name, partPath, partName, 0));
    }

    public void SetRestoreOptions(ComponentId component, string options) => Text(Slots.SetRestoreOptions, nameof(SetRestoreOptions), component, options);

    public void SetAdditionalRestores(ComponentId component, bool additional) => Switch(Slots.SetAdditionalRestores, nameof(SetAdditionalRestores), component, additional);

    public void AddNewTarget(ComponentId component, string path, string pattern, bool recursive, string target)
    {
        fixed (char* logical = Path(component), name = component.Path.Name, folder = path, file = pattern, place = target)
            Check(nameof(AddNewTarget), ((delegate* unmanaged<nint, Guid, int, char*, char*, char*, char*, byte, char*, int>)native.Slot(Slots.AddNewTarget))(
                native.This, component.Writer, (int)component.Kind, logical, name, folder, file, Byte(recursive), place));
    }

    public IShadowCopyStep PreRestore() => native.Begin(Slots.PreRestore, nameof(PreRestore));

    public void SetFileRestoreStatus(ComponentId component, FileRestoreStatus status)
    {
        fixed (char* path = Path(component), name = component.Path.Name)
            Check(nameof(SetFileRestoreStatus), ((delegate* unmanaged<nint, Guid, int, char*, char*, int, int>)native.Slot(Slots.SetFileRestoreStatus))(
                native.This, component.Writer, (int)component.Kind, path, name, (int)status));
    }

    public IShadowCopyStep PostRestore() => native.Begin(Slots.PostRestore, nameof(PostRestore));

    public void Dispose() => native.Dispose();

    private static void Check(string call, int code) => NativeObject.Check(call, code);

    private static byte Byte(bool value) => value ? (byte)1 : (byte)0;

    /// <summary>No logical path is a null pointer.</summary>
    private static string? Path(ComponentId component) => component.Path.LogicalPath is { Length: > 0 } path ? path : null;

    private void Switch(int place, string call, ComponentId component, bool value)
    {
        fixed (char* path = Path(component), name = component.Path.Name)
            Check(call, ((delegate* unmanaged<nint, Guid, int, char*, char*, byte, int>)native.Slot(place))(native.This, component.Writer, (int)component.Kind, path, name, Byte(value)));
    }

    private void Text(int place, string call, ComponentId component, string text)
    {
        fixed (char* path = Path(component), name = component.Path.Name, value = text)
            Check(call, ((delegate* unmanaged<nint, Guid, int, char*, char*, char*, int>)native.Slot(place))(native.This, component.Writer, (int)component.Kind, path, name, value));
    }
}
