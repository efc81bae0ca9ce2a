using Holdfast.Agent;
using Holdfast.Agent.Recovery;
using Holdfast.Format.Items.Table;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Store.Repositories;
using Holdfast.Workloads;

namespace Holdfast.Server.Engine;

/// <summary>Adds up what a recovery will read: the same windows of items and the same plan of reads, but nothing of the content is read.</summary>
internal static class ForecastOperation
{
    public static RestoreForecast Run(Repository repository, RecoveryPoint point, IReadOnlyList<byte[]> items, CancellationToken cancellation)
    {
        var tables = new ForecastTables(repository);
        var table = new ItemTableReader(tables, point.Table.ToRoot());
        var (progress, notes) = (new RunProgress(), new NoNotes());
        long bytes = 0, requests = 0, restored = 0, count = 0, missing = 0;
        foreach (var window in new RecoveryWindows(table, notes, progress).Of(ChosenItems.Of(table, items, notes, progress)))
        {
            cancellation.ThrowIfCancellationRequested();
            var plan = repository.Chunks.Plan(window.Chunks);
            bytes += plan.Bytes;
            requests += plan.Requests;
            missing += plan.Missing.Count;
            restored += window.Bytes;
            count += window.Items;
        }
        var (tableBytes, tableRequests) = tables.Total();
        if (!tables.AreInMemory) (bytes, requests) = (bytes + tableBytes, requests + tableRequests);
        return new RestoreForecast(bytes, requests, tableBytes, tableRequests, restored, count, progress.ItemsFailed, missing);
    }

    /// <summary>The forecast counts them; the recovery says which.</summary>
    private sealed class NoNotes : IItemNotes
    {
        public void Add(ItemNote note)
        {
        }
    }
}
