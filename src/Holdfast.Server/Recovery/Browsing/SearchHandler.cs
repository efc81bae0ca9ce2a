using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Accounts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.Server.Engine.Reading;
using Holdfast.Server.Hosting;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Recovery.Browsing;

/// <summary>Searches names in recovery points, newest point first.</summary>
internal sealed class SearchHandler(ServerCatalog catalog, SourceRegistry sources, IEngine engine)
{
    private const int MostHits = 10_000, DefaultHits = 1000;

    internal SearchResult Search(ApiCall call)
    {
        var (text, online, once) = (call.Required("text"), call.Flag("online"), call.Flag("once"));
        var match = call.Text("match") ?? NameMatch.Contains;
        if (!NameMatch.Kinds.Contains(match)) throw new HoldfastException(ErrorCode.BadRequest, $"'{match}' is none of {string.Join(", ", NameMatch.Kinds)}.");
        var (from, to) = (call.Time("from"), call.Time("to"));
        if (from > to) throw new HoldfastException(ErrorCode.BadRequest, "The time 'from' is later than 'to'.");
        var limit = call.Number("limit", DefaultHits, 1, MostHits);
        var points = Points(call.Text("source"), call.Text("server"), from, to, online, call.Scope).ToDictionary(point => point.Id);

        var (hits, seen, truncated) = (new List<SearchHit>(), new HashSet<(string, string)>(), false);
        var look = engine.Search([.. points.Keys], online, new NameMatch(text, match), (id, item) =>
        {
            var point = points[id];
            if (once && seen.Contains((point.SourceId, Convert.ToBase64String(item.Path)))) return true;
            truncated = hits.Count == limit;
            if (truncated) return false;
            if (once) seen.Add((point.SourceId, Convert.ToBase64String(item.Path)));
            hits.Add(new SearchHit(id, point.SourceId, point.SourceName, CatalogTime.To(point.Created), ItemView.Show(item)));
            return true;
        }, call.Aborted);
        return new SearchResult(hits, truncated) { Unread = look.Unread };
    }

    /// <summary>Newest first.</summary>
    private IEnumerable<PointRow> Points(string? source, string? server, DateTimeOffset? from, DateTimeOffset? to, bool online, CallerScope scope)
    {
        var rows = source is null ? catalog.Points.All() : catalog.Points.OfSource(sources.Resolve(source, scope).Id);
        return rows.Where(scope.Sees).Where(row => (online ? row.Online : row.Disk)
            && (server is null || string.Equals(row.Server, server, StringComparison.OrdinalIgnoreCase))
            && (from is null || CatalogTime.To(row.Created) >= from) && (to is null || CatalogTime.To(row.Created) <= to)).Reverse();
    }
}
