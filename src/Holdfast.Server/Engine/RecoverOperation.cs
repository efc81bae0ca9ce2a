using Holdfast.Agent.Applications;
using Holdfast.Agent.Recovery;
using Holdfast.Contracts.Errors;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Store.Repositories;
using Holdfast.Workloads;
using Holdfast.Workloads.Files;

namespace Holdfast.Server.Engine;

/// <summary>Recovers items of a point beneath a directory, from the pool, the vault copy or another server's copy alike.</summary>
internal static class RecoverOperation
{
    public static void Run(Repository repository, RecoveryPoint point, RecoverRequest request, IJobReport report, CancellationToken cancellation)
    {
        var progress = report.Progress;
        progress.Phase = "recovering";
        var notes = new ReportedNotes(report);
        var table = repository.Points.OpenTable(point);
        if (request.Items.Count == 0) (progress.ItemsTotal, progress.BytesTotal) = (point.Table.Items, point.Table.Bytes);
        using var target = OpenTarget(request, notes);
        new RecoveryRun(table, repository.Chunks, target, notes, progress).Run(ChosenItems.Of(table, request.Items, notes, progress), cancellation);
    }

    private static IFileTarget OpenTarget(RecoverRequest request, IItemNotes notes)
    {
        try
        {
            return FileTargets.Open(request.Directory, new TargetOptions(request.Existing, request.Security), notes, WorkloadsHere.Platform);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HoldfastException(ErrorCode.RecoveryTargetRefused, $"'{request.Directory}' cannot be written: {error.Message}", inner: error);
        }
    }
}
