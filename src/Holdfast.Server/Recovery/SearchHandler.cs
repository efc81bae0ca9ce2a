using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Accounts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.Server.Hosting;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Recovery;

/// <summary>Searches names in recovery points, newest point first.</summary>
internal sealed class SearchHandler(ServerCatalog catalog, SourceRegistry sources, IEngine engine)
{
    private const int MostHits = 10_000, DefaultHits = 1000;

    internal SearchResult Search(ApiCall call)
    {
        var (text, online) = (call.Required("text"), call.Flag("online"));
        var (from, to) = (call.Time("from"), call.Time("to"));
        if (from > to) throw new HoldfastException(ErrorCode.BadRequest, "The time 'from' is later than 'to'.");
        var limit = call.Number("limit", DefaultHits, 1, MostHits);
        var hits = new List<SearchHit>();
        foreach (var point in Points(call.Text("source"), from, to, online, call.Scope))
            foreach (var item in engine.Search(new PointRef(point.Id, online), text))
            {
                call.Aborted.ThrowIfCancellationRequested();
                if (hits.Count == limit) return new SearchResult(hits, Truncated: true);
                hits.Add(new SearchHit(point.Id, point.SourceId, point.SourceName, CatalogTime.To(point.Created), ItemView.Show(item)));
            }
        return new SearchResult(hits, Truncated: false);
    }

    private IEnumerable<PointRow> Points(string? source, DateTimeOffset? from, DateTimeOffset? to, bool online, CallerScope scope)
    {
        var rows = source is null ? catalog.Points.All() : catalog.Points.OfSource(sources.Resolve(source, scope).Id);
        return rows.Where(scope.Sees).Where(row => (online ? row.Online : row.Disk)
            && (from is null || CatalogTime.To(row.Created) >= from) && (to is null || CatalogTime.To(row.Created) <= to)).Reverse();
    }
}
