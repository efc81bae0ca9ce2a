using Holdfast.Workloads.Applications;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.ShadowCopies.Planning;

namespace Holdfast.Workloads.ShadowCopies.Requester;

/// <summary>
/// One backup by shadow copies, in the order of calls that VSS demands. <see cref="Take"/> makes the shadow copies; then files are read; <see cref="Complete"/> tells the writers that all is kept. Disposed before,
/// the backup is aborted; disposed in any state, no shadow copy of it is left.
/// </summary>
public sealed class ShadowCopySession : IDisposable
{
    /// <summary>VSS_CTX_BACKUP: the shadow copies go with the requester.</summary>
    private const int BackupContext = 0;

    private readonly IShadowCopyService _service;
    private readonly BackupRequest _request;
    private readonly SessionClock _clock;
    private readonly Action<string> _note;
    private readonly IBackupComponents _components;
    private readonly WriterDocuments _writers;
    private readonly List<ShadowVolume> _volumes = [];
    private readonly HashSet<string> _live = new(StringComparer.OrdinalIgnoreCase);
    private HashSet<Guid> _instances = [];
    private SessionStage _stage;
    private Guid _set;

    private ShadowCopySession(IShadowCopyService service, BackupRequest request, TimeProvider clock, Action<string> note)
    {
        (_service, _request, _note, _clock) = (service, request, note, new SessionClock(clock, request.Limits));
        _components = service.Create();
        _writers = new WriterDocuments(_components, _clock, note);
    }

    public ShadowCopyPlan Plan { get; private set; } = new([], [], [], [], []);

    /// <summary>Metadata of the writers that take part, as it was before the shadow copies were made.</summary>
    public IReadOnlyList<WriterDocument> Writers { get; private set; } = [];

    public IReadOnlyList<ShadowVolume> Volumes => _volumes;

    /// <summary>Roots of volumes without a shadow copy, where these are allowed.</summary>
    public IReadOnlyCollection<string> LiveVolumes => _live;

    /// <summary>The backup components document with what the writers noted: a restore needs it.</summary>
    public string Document { get; private set; } = "";

    /// <summary>Makes the shadow copies of what is asked for.</summary>
    /// <param name="note">Takes what could not be read or cleaned up and does no harm.</param>
    /// <exception cref="ShadowCopyFailure">The service or a writer failed; nothing is left of it.</exception>
    /// <exception cref="TimeoutException">The service took too long; nothing is left of it.</exception>
    /// <exception cref="WorkloadException">What is asked for is not there.</exception>
    public static ShadowCopySession Take(IShadowCopyService service, BackupRequest request, TimeProvider clock, Action<string> note, CancellationToken cancellation)
    {
        var session = new ShadowCopySession(service, request, clock, note);
        try
        {
            session.Choose(cancellation);
            session.Snapshot(cancellation);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Where a file lies in the shadow copies.</summary>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotPossible"/>: no shadow copy has its volume.</exception>
    public string InSnapshot(string path)
    {
        var root = _service.Files.VolumeOf(path);
        if (_live.Contains(root)) return path;
        var volume = _volumes.Find(volume => string.Equals(volume.Root, root, StringComparison.OrdinalIgnoreCase))
            ?? throw new WorkloadException(WorkloadFault.NotPossible, $"{path} is on volume {root}, which is not among the shadow copies.", "Run it again: the application's files have moved meanwhile.");
        var rest = path.Length > root.Length ? path[root.Length..] : "";
        return $"{volume.Copy.Device}\\{rest}";
    }

    /// <summary>The files of the plan as they are in the shadow copies.</summary>
    public IReadOnlyList<PlannedFile> Files() => new FileSetExpansion(_service.Files, Plan.Excluded, InSnapshot).Expand(Plan.FileSets);

    /// <summary>Tells the writers that everything is kept where it cannot be lost, and lets go of the shadow copies.</summary>
    /// <returns>The document as it is at the end.</returns>
    /// <exception cref="ShadowCopyFailure">A writer could not take note: what was read is good all the same.</exception>
    public string Complete(CancellationToken cancellation)
    {
        foreach (var component in Plan.Explicit) _components.SetBackupSucceeded(Id(component), true);
        _clock.Finish(_components.BackupComplete(), nameof(IBackupComponents.BackupComplete), _clock.Limits.Writers, cancellation);
        _stage = SessionStage.Complete;
        _writers.Check(nameof(IBackupComponents.BackupComplete), _instances, cancellation);
        var document = _components.SaveAsXml();
        Dispose();
        return document;
    }

    public void Dispose()
    {
        if (_stage == SessionStage.Ended) return;
        var stage = _stage;
        _stage = SessionStage.Ended;
        if (stage is SessionStage.Initialized or SessionStage.Snapshots) Try(nameof(IBackupComponents.AbortBackup), _components.AbortBackup);
        if (stage >= SessionStage.Snapshots) Try(nameof(IBackupComponents.DeleteSnapshots), () => _components.DeleteSnapshots(_set));
        _components.Dispose();
    }

    private void Choose(CancellationToken cancellation)
    {
        _components.InitializeForBackup();
        _stage = SessionStage.Initialized;
        _components.SetContext(BackupContext);
        _components.SetBackupState(true, _request.IsBootableSystemState, _request.Type, false);
        var documents = _writers.Gather(cancellation);
        var writers = documents.Select(document => document.Metadata).ToList();
        Plan = BackupPlanner.Plan(writers, _request.Choose(writers), _request.Type, _service.Environment, _service.Files.VolumeOf);
        _instances = [.. Plan.Components.Select(component => component.Writer.Instance)];
        Writers = [.. documents.Where(document => _instances.Contains(document.Metadata.Instance))];
        foreach (var component in Plan.Explicit) _components.AddComponent(Id(component));
    }

    private void Snapshot(CancellationToken cancellation)
    {
        _set = _components.StartSnapshotSet();
        var ids = new List<(string Root, Guid Id)>();
        foreach (var volume in Plan.Volumes.Union(_request.Volumes, StringComparer.OrdinalIgnoreCase))
        {
            if (_components.IsVolumeSupported(volume)) ids.Add((volume, _components.AddToSnapshotSet(volume)));
            else if (_request.ReadsOthersLive) _live.Add(volume);
            else throw new ShadowCopyFailure($"{nameof(IBackupComponents.IsVolumeSupported)} of {volume}", ShadowCopyCodes.VolumeNotSupported);
        }
        foreach (var component in Plan.Explicit)
            if (_request.Stamps.TryGetValue((component.Writer.Writer, component.Component.Path), out var stamp)) _components.SetPreviousBackupStamp(Id(component), stamp);
        Wait(nameof(IBackupComponents.PrepareForBackup), _components.PrepareForBackup, _clock.Limits.Writers, cancellation);
        // From here on there may be shadow copies, also where the call fails.
        _stage = SessionStage.Snapshots;
        Wait(nameof(IBackupComponents.DoSnapshotSet), _components.DoSnapshotSet, _clock.Limits.Snapshot, cancellation);
        foreach (var (root, id) in ids) _volumes.Add(new ShadowVolume(root, _components.GetSnapshotProperties(id)));
        Document = _components.SaveAsXml();
    }

    private void Wait(string call, Func<IShadowCopyStep> start, TimeSpan limit, CancellationToken cancellation)
    {
        _clock.Finish(start(), call, limit, cancellation);
        _writers.Check(call, _instances, cancellation);
    }

    private void Try(string call, Action clean)
    {
        try
        {
            clean();
        }
        catch (ShadowCopyFailure failure) when (failure.Code == ShadowCopyCodes.ObjectNotFound && call == nameof(IBackupComponents.DeleteSnapshots))
        {
            // There were none yet.
        }
        catch (ShadowCopyFailure failure)
        {
            _note($"{failure.Message} Windows removes the shadow copies of a backup when the program that made them ends.");
        }
    }

    private static ComponentId Id(PlannedComponent component) => new(component.Writer.Writer, component.Writer.Instance, component.Component.Kind, component.Component.Path);
}
