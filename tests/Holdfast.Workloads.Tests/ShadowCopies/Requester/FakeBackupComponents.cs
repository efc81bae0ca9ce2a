using System.Security;
using System.Text;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.ShadowCopies.Requester;

namespace Holdfast.Workloads.Tests.ShadowCopies.Requester;

/// <summary>One requester of the stand-in.</summary>
internal sealed class FakeBackupComponents(FakeShadowCopies service) : IBackupComponents
{
    private readonly HashSet<string> _done = [];
    private readonly List<(string Root, Guid Id)> _volumes = [];
    private readonly List<Guid> _own = [];
    private int _number;
    private string _gathered = "";
    private string? _restored;

    public List<ComponentId> Components { get; } = [];

    public HashSet<ComponentId> Succeeded { get; } = [];

    public Dictionary<string, bool> Additional { get; } = [];

    public Dictionary<string, string> Options { get; } = [];

    public List<(string Component, string Path, string Pattern, string Target)> Targets { get; } = [];

    public List<string> Selected { get; } = [];

    public FileRestoreStatus Restored { get; private set; }

    public void InitializeForBackup() => Call(nameof(InitializeForBackup));

    public void SetContext(int context)
    {
        Assert.Equal(0, context);
        Call(nameof(SetContext), nameof(InitializeForBackup));
    }

    public void SetBackupState(bool selectComponents, bool bootableSystemState, ShadowBackupType type, bool partialFiles)
    {
        Call(nameof(SetBackupState), nameof(InitializeForBackup));
        service.Types.Add(type);
    }

    public IShadowCopyStep GatherWriterMetadata() => Begin(nameof(GatherWriterMetadata));

    public int GetWriterMetadataCount()
    {
        Call(nameof(GetWriterMetadataCount), nameof(GatherWriterMetadata));
        return service.Writers.Count;
    }

    public string GetWriterMetadata(int index)
    {
        Call(nameof(GetWriterMetadata), nameof(GatherWriterMetadata));
        return service.Writers[index];
    }

    public void FreeWriterMetadata() => Call(nameof(FreeWriterMetadata), nameof(GatherWriterMetadata));

    public void AddComponent(ComponentId component)
    {
        Call(nameof(AddComponent), nameof(GatherWriterMetadata));
        Assert.DoesNotContain(component, Components);
        Components.Add(component);
    }

    public Guid StartSnapshotSet()
    {
        Call(nameof(StartSnapshotSet), nameof(SetContext), nameof(SetBackupState), nameof(GatherWriterMetadata));
        return new Guid("5e700000-0000-0000-0000-000000000001");
    }

    public bool IsVolumeSupported(string volume)
    {
        Call(nameof(IsVolumeSupported), nameof(StartSnapshotSet));
        return !volume.StartsWith('Z');
    }

    public Guid AddToSnapshotSet(string volume)
    {
        Call(nameof(AddToSnapshotSet), nameof(StartSnapshotSet));
        Assert.EndsWith("\\", volume, StringComparison.Ordinal);
        _volumes.Add((volume, Guid.NewGuid()));
        return _volumes[^1].Id;
    }

    public void SetPreviousBackupStamp(ComponentId component, string stamp) => Call($"{nameof(SetPreviousBackupStamp)} {stamp}", nameof(AddComponent));

    public IShadowCopyStep PrepareForBackup() => Begin(nameof(PrepareForBackup), nameof(AddToSnapshotSet), service.Writers.Count == 0 ? nameof(SetBackupState) : nameof(AddComponent));

    public IShadowCopyStep GatherWriterStatus()
    {
        var after = _done.Contains(nameof(PostRestore)) ? nameof(PostRestore) : _done.Contains(nameof(PreRestore)) ? nameof(PreRestore) : _done.Contains(nameof(BackupComplete)) ? nameof(BackupComplete)
            : _done.Contains(nameof(DoSnapshotSet)) ? nameof(DoSnapshotSet) : nameof(PrepareForBackup);
        var step = Begin(nameof(GatherWriterStatus), after);
        _gathered = after;
        return step;
    }

    public int GetWriterStatusCount()
    {
        Call(nameof(GetWriterStatusCount), nameof(GatherWriterStatus));
        return service.Writers.Count;
    }

    public WriterStatus GetWriterStatus(int index)
    {
        Call(nameof(GetWriterStatus), nameof(GatherWriterStatus));
        var ids = System.Text.RegularExpressions.Regex.Match(service.Writers[index], "writerId=\"([^\"]+)\" instanceId=\"([^\"]+)\" friendlyName=\"([^\"]+)\"");
        var writer = (Instance: new Guid(ids.Groups[2].Value), Writer: new Guid(ids.Groups[1].Value), Name: System.Net.WebUtility.HtmlDecode(ids.Groups[3].Value));
        return service.Status(_gathered, new WriterStatus(writer.Instance, writer.Writer, writer.Name, _gathered == nameof(BackupComplete) ? WriterState.Stable : WriterState.WaitingForBackupComplete, 0));
    }

    public void FreeWriterStatus() => Call(nameof(FreeWriterStatus), nameof(GatherWriterStatus));

    public IShadowCopyStep DoSnapshotSet()
    {
        var step = Begin(nameof(DoSnapshotSet), nameof(PrepareForBackup));
        foreach (var (root, id) in _volumes)
        {
            service.Snapshots.Add(id);
            _own.Add(id);
            foreach (var (path, content) in service.Memory.Content.Where(file => file.Key.StartsWith(root, StringComparison.OrdinalIgnoreCase)).ToList())
                service.Memory.Content[$"{Device(id)}\\{path[root.Length..]}"] = content;
        }
        return step;
    }

    public SnapshotProperties GetSnapshotProperties(Guid snapshot)
    {
        Call(nameof(GetSnapshotProperties), nameof(DoSnapshotSet));
        return new SnapshotProperties(snapshot, Guid.NewGuid(), Device(snapshot), _volumes.Single(volume => volume.Id == snapshot).Root, 1);
    }

    public void SetBackupSucceeded(ComponentId component, bool succeeded)
    {
        Call(nameof(SetBackupSucceeded), nameof(DoSnapshotSet), nameof(GetSnapshotProperties));
        Assert.True(succeeded);
        Succeeded.Add(component);
    }

    public IShadowCopyStep BackupComplete() => Begin(nameof(BackupComplete), Components.Count == 0 ? nameof(DoSnapshotSet) : nameof(SetBackupSucceeded));

    public string SaveAsXml()
    {
        Call(nameof(SaveAsXml));
        var text = new StringBuilder("<BACKUP_COMPONENTS xmlns=\"x-schema:#VssComponentMetadata\" version=\"1.2\" bootableSystemStateBackup=\"no\" selectComponents=\"yes\" backupType=\"full\" partialFileSupport=\"no\" snapshotSetId=\"4ad2e8b1-faf2-4aca-a010-2c3f939cef62\">");
        foreach (var writer in Components.GroupBy(component => (component.Writer, component.Instance)))
        {
            text.Append($"<WRITER_COMPONENTS instanceId=\"{writer.Key.Instance}\" writerId=\"{writer.Key.Writer}\" backupSchema=\"0\">");
            foreach (var component in writer)
            {
                text.Append($"<COMPONENT logicalPath=\"{SecurityElement.Escape(component.Path.LogicalPath)}\" componentName=\"{SecurityElement.Escape(component.Path.Name)}\" componentType=\"filegroup\"");
                text.Append(service.Metadata(component) is { } metadata ? $"><BACKUP_METADATA xmlns=\"\" metadata=\"{metadata}\"/></COMPONENT>" : "/>");
            }
            text.Append("</WRITER_COMPONENTS>");
        }
        return text.Append("</BACKUP_COMPONENTS>").ToString();
    }

    public void DeleteSnapshots(Guid set)
    {
        Call(nameof(DeleteSnapshots), nameof(StartSnapshotSet));
        if (_own.Count == 0) throw new ShadowCopyFailure(nameof(DeleteSnapshots), ShadowCopyCodes.ObjectNotFound);
        Forget();
    }

    public void AbortBackup() => Call(nameof(AbortBackup), nameof(InitializeForBackup));

    public void InitializeForRestore(string document)
    {
        Call(nameof(InitializeForRestore));
        _restored = document;
    }

    public void SetRestoreState(int type)
    {
        Call(nameof(SetRestoreState), nameof(InitializeForRestore));
        Assert.Equal(1, type);
    }

    public void SetSelectedForRestore(ComponentId component, bool selected)
    {
        Call(nameof(SetSelectedForRestore), nameof(GatherWriterMetadata), nameof(SetRestoreState));
        Assert.Contains(VssDocuments.ReadComponents(_restored!).Writers, writer => writer.Writer == component.Writer && writer.Components.Any(chosen => chosen.Path.Equals(component.Path)));
        Selected.Add(component.Path.Full);
    }

    public void AddRestoreSubcomponent(ComponentId component, ComponentPath part) => Call(nameof(AddRestoreSubcomponent), nameof(SetSelectedForRestore));

    public void SetRestoreOptions(ComponentId component, string options)
    {
        Call(nameof(SetRestoreOptions), nameof(SetSelectedForRestore));
        Options[component.Path.Full] = options;
    }

    public void SetAdditionalRestores(ComponentId component, bool additional)
    {
        Call(nameof(SetAdditionalRestores), nameof(SetSelectedForRestore));
        Additional[component.Path.Full] = additional;
    }

    public void AddNewTarget(ComponentId component, string path, string pattern, bool recursive, string target)
    {
        Call(nameof(AddNewTarget), nameof(SetSelectedForRestore));
        Targets.Add((component.Path.Full, path, pattern, target));
    }

    public IShadowCopyStep PreRestore()
    {
        var step = Begin(nameof(PreRestore), nameof(SetSelectedForRestore));
        service.Restoring?.Invoke(nameof(PreRestore), this);
        return step;
    }

    public void SetFileRestoreStatus(ComponentId component, FileRestoreStatus status)
    {
        Call(nameof(SetFileRestoreStatus), nameof(PreRestore));
        Restored = status;
    }

    public IShadowCopyStep PostRestore()
    {
        var step = Begin(nameof(PostRestore), nameof(SetFileRestoreStatus));
        if (Restored == FileRestoreStatus.All) service.Restoring?.Invoke(nameof(PostRestore), this);
        return step;
    }

    public void Dispose()
    {
        service.OpenRequesters--;
        service.LeftBehind += _own.Count;
        Forget();
    }

    private static string Device(Guid id) => $@"\\?\GLOBALROOT\Device\Copy-{id:N}";

    private void Forget()
    {
        foreach (var id in _own)
        {
            service.Snapshots.Remove(id);
            foreach (var path in service.Memory.Content.Keys.Where(path => path.StartsWith(Device(id) + "\\", StringComparison.OrdinalIgnoreCase)).ToList()) service.Memory.Content.Remove(path);
        }
        _own.Clear();
    }

    private void Call(string name, params ReadOnlySpan<string> after)
    {
        service.Calls.Add(name);
        service.Before?.Invoke(name, _number++);
        foreach (var earlier in after)
            if (!_done.Contains(earlier)) throw new ShadowCopyFailure(name, ShadowCopyCodes.BadState);
        _done.Add(name.Split(' ')[0]);
    }

    private Step Begin(string name, params ReadOnlySpan<string> after)
    {
        Call(name, after);
        return new Step(service, name);
    }

    private sealed class Step(FakeShadowCopies service, string name) : IShadowCopyStep
    {
        private int _looks;
        private bool _cancelled;

        public void Wait(TimeSpan time) => service.Time.Passed += time;

        public int Status() => _cancelled ? ShadowCopyCodes.Cancelled : service.Endless == name || _looks++ == 0 ? ShadowCopyCodes.Pending : service.Step(name) ?? ShadowCopyCodes.Finished;

        public void Cancel()
        {
            service.Calls.Add($"{name}.Cancel");
            _cancelled = true;
        }

        public void Dispose() => service.Calls.Add($"{name}.Release");
    }
}
