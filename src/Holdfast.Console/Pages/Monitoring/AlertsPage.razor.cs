using System.Globalization;
using Holdfast.Console.Elements.Lists;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Insight;
using Microsoft.AspNetCore.Components;

namespace Holdfast.Console.Pages.Monitoring;

public sealed partial class AlertsPage
{
    private const int MostCounted = 1000, MostGrouped = 10_000;

    private DataList<AlertInfo>? list;
    private CursorPages<AlertInfo> pages = null!;
    private AlertFilters filters = new(null, null, null, null, null, null);
    private bool hasMore;
    private string? shown;
    private IReadOnlyList<AlertInfo> all = [], counted = [];
    private IReadOnlyList<string> types = [], servers = [], groups = [];
    private IReadOnlyDictionary<string, string> names = new Dictionary<string, string>();

    /// <summary>Id of the alert whose details are shown.</summary>
    [Parameter] public string? Id { get; set; }

    [SupplyParameterFromQuery] private string? Severity { get; set; }

    [SupplyParameterFromQuery] private string? State { get; set; }

    [SupplyParameterFromQuery] private string? Type { get; set; }

    [SupplyParameterFromQuery] private string? Server { get; set; }

    [SupplyParameterFromQuery] private string? Group { get; set; }

    [SupplyParameterFromQuery] private string? Text { get; set; }

    /// <summary>severity, server, group, source; null: one list.</summary>
    [SupplyParameterFromQuery] private string? By { get; set; }

    protected override IReadOnlyCollection<string> Topics => ["alerts"];

    protected override void OnInitialized()
    {
        base.OnInitialized();
        pages = Pages();
    }

    // Opening and closing details leaves the list as it is.
    protected override Task OnParametersSetAsync()
    {
        filters = new AlertFilters(Filled(Severity), Filled(State), Filled(Type), Filled(Server), Filled(Group), Filled(Text));
        var wanted = $"{filters} {By}";
        if (wanted == shown) return Task.CompletedTask;
        shown = wanted;
        return Reload();
    }

    protected override async Task Load()
    {
        pages = Pages();
        var refreshed = list?.Refresh() ?? Task.CompletedTask;
        counted = (await Session.Api.Alerts((filters with { Severity = null, Type = null }).Query(limit: MostCounted), Leaving)).Alerts;
        types = [.. counted.Select(alert => alert.Type).Distinct().Order(StringComparer.Ordinal)];
        var page = await Session.Api.Insight.Sources(new SourceQuery(Limit: By == "source" ? 1000 : 0), Leaving);
        (servers, groups) = ([.. page.Facets.Servers.Select(facet => facet.Value)], [.. page.Facets.Groups.Select(facet => facet.Value).Where(name => name.Length > 0)]);
        if (By is not null)
        {
            names = page.Sources.ToDictionary(source => source.Id, source => $"{source.Name} · {source.Server}");
            all = [.. (await Session.Api.Alerts(filters.Query(limit: MostGrouped), Leaving)).Alerts.Where(filters.Fits)];
        }
        await refreshed;
    }

    private CursorPages<AlertInfo> Pages()
    {
        var wanted = filters;
        return new CursorPages<AlertInfo>(async (before, cancellation) =>
        {
            var page = await Session.Api.Alerts(wanted.Query(before), cancellation);
            return ([.. page.Alerts.Where(wanted.Fits)], page.Next);
        });
    }

    private async Task<ListPage<AlertInfo>> Window(ListWindow window)
    {
        var from = pages;
        var page = await from.Window(window);
        if (from == pages && hasMore != from.HasMore)
        {
            hasMore = from.HasMore;
            StateHasChanged();
        }
        return page;
    }

    private long? Count(string severity) => counted.Count(alert => alert.Severity == severity && filters.Fits(alert) && (filters.Type is null || alert.Type == filters.Type));

    private void Open(AlertInfo alert) => Navigation.NavigateTo(DetailsAddress(alert));

    private string DetailsAddress(AlertInfo alert) => $"/monitoring/alerts/{Uri.EscapeDataString(alert.Id)}{new Uri(Navigation.Uri).Query}";

    private void Close() => Navigation.NavigateTo($"/monitoring/alerts{new Uri(Navigation.Uri).Query}");

    private async Task Resolve(IReadOnlyList<AlertInfo> alerts)
    {
        List<AlertInfo> active = [.. alerts.Where(alert => alert.State == "active")];
        var isDone = await AlertResolution.Resolve(active, Session, Confirmations, T, act => Try(act, active.Count == 1 ? T["The alert is resolved."] : T["{0} alerts are resolved.", active.Count]));
        if (isDone) list?.ChooseNone();
    }

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string Number(AlertInfo alert) => ((int)alert.Code).ToString(CultureInfo.InvariantCulture);

    private static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
