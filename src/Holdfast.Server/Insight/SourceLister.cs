using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Insight;
using Holdfast.Server.Accounts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Insight;

/// <summary>Pages of datasources: filtered, sorted, and counted here; only what a page shows is read in full.</summary>
internal sealed class SourceLister(ServerCatalog catalog, SourceRegistry sources, Standings standings)
{
    internal static readonly string[] Orders = ["name", "server", "group", "state", "lastPoint", "nextRun"];

    internal SourcePage Page(CallerScope scope, SourceQuery query)
    {
        var group = query.Group is { } text ? standings.Now().Groups.GetValueOrDefault(text)?.Name ?? text : null;
        bool OfServer(Standing one) => query.Server is null || Same(one.Row.Server, query.Server);
        bool OfGroup(Standing one) => group is null || Same(one.Group?.Name ?? "", group);
        bool OfState(Standing one) => query.State is null || one.StateName == query.State;

        var seen = standings.Now().SeenBy(scope).Where(one => query.Text is null || HasText(one, query.Text)).ToList();
        var fitting = seen.Where(one => OfServer(one) && OfGroup(one) && OfState(one)).ToList();
        var page = Sorted(fitting, query).Skip(query.Offset).Take(query.Limit).ToList();
        return new SourcePage(fitting.Count, query.Offset, Show(page), new SourceFacets(
            Counted(seen.Where(one => OfGroup(one) && OfState(one)), one => one.Row.Server), Counted(seen.Where(one => OfServer(one) && OfState(one)), one => one.Group?.Name ?? ""),
            Counted(seen.Where(one => OfServer(one) && OfGroup(one)), one => one.StateName)));
    }

    private IReadOnlyList<SourceInfo> Show(List<Standing> page)
    {
        var rows = catalog.Sources.ByIds([.. page.Select(one => one.Id)]).ToDictionary(row => row.Id);
        // One may have been deleted since it was seen.
        var shown = page.Where(one => rows.ContainsKey(one.Id)).ToList();
        return [.. sources.ShowAll([.. shown.Select(one => rows[one.Id])]).Zip(shown, (info, one) => info with { State = one.StateName })];
    }

    // What is asked for first stands first, then server and name: the list is in that order already, and sorting is stable.
    private static IEnumerable<Standing> Sorted(List<Standing> list, SourceQuery query) => query.Order switch
    {
        "name" => By(list, one => one.Row.Name, StringComparer.OrdinalIgnoreCase, query.Descending),
        "group" => By(list, one => one.Group?.Name ?? "", StringComparer.OrdinalIgnoreCase, query.Descending),
        "state" => By(list, one => one.State, Comparer<Protection.Goals.GoalState>.Default, query.Descending),
        "lastPoint" => By(list, one => one.Row.Newest ?? long.MinValue, Comparer<long>.Default, query.Descending),
        "nextRun" => By(list, one => one.NextRun ?? DateTimeOffset.MaxValue, Comparer<DateTimeOffset>.Default, query.Descending),
        _ => By(list, one => one.Row.Server, StringComparer.OrdinalIgnoreCase, query.Descending),
    };

    private static IEnumerable<Standing> By<TKey>(List<Standing> list, Func<Standing, TKey> key, IComparer<TKey> comparer, bool descending) =>
        descending ? list.OrderByDescending(key, comparer) : list.OrderBy(key, comparer);

    private static IReadOnlyList<FacetCount> Counted(IEnumerable<Standing> list, Func<Standing, string> value) =>
        [.. list.CountBy(value, StringComparer.OrdinalIgnoreCase).Select(count => new FacetCount(count.Key, count.Value)).OrderBy(count => count.Value, StringComparer.OrdinalIgnoreCase)];

    private static bool HasText(Standing one, string text) =>
        Has(one.Row.Name, text) || Has(one.Row.Path, text) || Has(one.Row.Server, text) || (one.Group is { } group && Has(group.Name, text));

    private static bool Has(string where, string text) => where.Contains(text, StringComparison.OrdinalIgnoreCase);

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
