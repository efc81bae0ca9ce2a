using System.Runtime.ExceptionServices;

namespace Holdfast.Workloads.ShadowCopies.Requester;

/// <summary>One restore by shadow copies, in the order of calls that VSS demands: the writers make room, files are copied, the writers take them over.</summary>
public static class RestoreSession
{
    /// <summary>VSS_RTYPE_BY_COPY.</summary>
    private const int ByCopy = 1;

    /// <exception cref="ShadowCopyFailure">The service or a writer failed.</exception>
    /// <exception cref="TimeoutException">The service took too long.</exception>
    public static void Run(IShadowCopyService service, RestoreRequest request, TimeProvider clock, CancellationToken cancellation)
    {
        using var components = service.Create();
        var timer = new SessionClock(clock, request.Limits);
        var writers = new WriterDocuments(components, timer, request.Note);
        components.InitializeForRestore(request.Document);
        components.SetRestoreState(ByCopy);
        var present = writers.Gather(cancellation).Select(found => found.Metadata).ToList();
        request.Check(present);
        foreach (var component in request.Components) Select(components, component);
        var instances = present.Where(writer => request.Components.Any(component => component.Component.Writer == writer.Writer)).Select(writer => writer.Instance).ToHashSet();
        request.Preparing();
        timer.Finish(components.PreRestore(), nameof(IBackupComponents.PreRestore), request.Limits.Restore, cancellation);
        writers.Check(nameof(IBackupComponents.PreRestore), instances, cancellation);
        var fault = Copy(components, request);
        // The writers have let go of their files: they hear of the end, whatever became of it, and however little it is still wanted.
        try
        {
            timer.Finish(components.PostRestore(), nameof(IBackupComponents.PostRestore), request.Limits.Restore, CancellationToken.None);
        }
        catch (ShadowCopyFailure) when (fault is not null)
        {
            // A writer that was told of failed files may well fail; what failed first is thrown below.
        }
        fault?.Throw();
        writers.Check(nameof(IBackupComponents.PostRestore), instances, CancellationToken.None);
    }

    private static void Select(IBackupComponents components, RestoredComponent restored)
    {
        components.SetSelectedForRestore(restored.Component, true);
        foreach (var part in restored.Parts) components.AddRestoreSubcomponent(restored.Component, part);
        foreach (var target in restored.Targets) components.AddNewTarget(restored.Component, target.Files.Path, target.Files.Pattern, target.Files.IsRecursive, target.Folder);
        if (restored.Options is { } options) components.SetRestoreOptions(restored.Component, options);
        components.SetAdditionalRestores(restored.Component, restored.AdditionalRestores);
    }

    private static ExceptionDispatchInfo? Copy(IBackupComponents components, RestoreRequest request)
    {
        ExceptionDispatchInfo? fault = null;
        try
        {
            request.Copy();
        }
        catch (Exception error)
        {
            fault = ExceptionDispatchInfo.Capture(error);
        }
        foreach (var component in request.Components) components.SetFileRestoreStatus(component.Component, fault is null ? FileRestoreStatus.All : FileRestoreStatus.Failed);
        return fault;
    }
}
