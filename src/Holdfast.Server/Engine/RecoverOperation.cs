using Holdfast.Agent.Recovery;
using Holdfast.Contracts.Errors;
using Holdfast.Format.Items;
using Holdfast.Format.Items.Table;
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
        new RecoveryRun(table, repository.Chunks, target, notes, progress).Run(Select(table, request.Items, report), cancellation);
    }

    private static IEnumerable<Item> Select(ItemTableReader table, IReadOnlyList<byte[]> paths, IJobReport report)
    {
        if (paths.Count == 0 || paths.Any(path => path.Length == 0)) return table.ReadAll();
        // What lies below another chosen path comes with that one.
        var chosen = paths.Where(path => !paths.Any(other => other.Length < path.Length && ItemPath.IsWithin(path, other)))
            .DistinctBy(Convert.ToHexString).ToList();
        return chosen.SelectMany(path => Subtree(table, path, report));
    }

    private static IEnumerable<Item> Subtree(ItemTableReader table, byte[] path, IJobReport report)
    {
        var any = false;
        foreach (var item in table.Subtree(path))
        {
            any = true;
            yield return item;
        }
        if (any) yield break;
        report.Item(ErrorCode.RecoveryItemFailed, "The recovery point holds no such item.", ItemPath.ToDisplay(path), failed: true);
        Interlocked.Increment(ref report.Progress.ItemsFailed);
    }

    private static IFileTarget OpenTarget(RecoverRequest request, IItemNotes notes)
    {
        try
        {
            return FileTargets.Open(request.Directory, new TargetOptions(request.Existing, request.Security), notes);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HoldfastException(ErrorCode.RecoveryTargetRefused, $"'{request.Directory}' cannot be written: {error.Message}", inner: error);
        }
    }
}
