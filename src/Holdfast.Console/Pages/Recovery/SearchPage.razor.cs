using System.Globalization;
using Holdfast.Console.Elements.Lists;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Insight;
using Holdfast.Contracts.Api.Recovery;
using Microsoft.AspNetCore.Components;

namespace Holdfast.Console.Pages.Recovery;

/// <summary>Finds items by name in all recovery points that one may look into. What is asked for lives in the address.</summary>
public sealed partial class SearchPage
{
    private const int MostHits = 1000, MostSuggested = 20;
    private const string Iso = "yyyy-MM-dd";

    private readonly SearchForm form = new();
    private IReadOnlyList<FacetCount> servers = [];
    private IReadOnlyList<SourceInfo> suggested = [];
    private SearchResult? found;
    private DataList<SearchHit>? list;
    private SearchQuery? shown;
    private bool isSearching;

    [SupplyParameterFromQuery] public string? Text { get; set; }

    [SupplyParameterFromQuery] public string? Match { get; set; }

    [SupplyParameterFromQuery] public string? Source { get; set; }

    [SupplyParameterFromQuery] public string? Server { get; set; }

    [SupplyParameterFromQuery] public string? From { get; set; }

    [SupplyParameterFromQuery] public string? Until { get; set; }

    [SupplyParameterFromQuery] public string? Where { get; set; }

    /// <summary>all: also older points of an item.</summary>
    [SupplyParameterFromQuery] public string? Points { get; set; }

    private bool IsOnline => shown?.Online ?? false;

    protected override async Task Load()
    {
        if (!Session.MayRecover) return;
        FillForm();
        var sources = await Session.Api.Insight.Sources(new SourceQuery(Limit: MostSuggested), Leaving);
        (servers, suggested) = (sources.Facets.Servers, sources.Sources);
        var query = string.IsNullOrWhiteSpace(Text) ? null : Query(Text.Trim());
        if (query == shown && found is not null) return;
        (shown, found, isSearching) = (query, null, query is not null);
        if (query is null) return;
        StateHasChanged();
        try
        {
            found = await Session.Api.Recovery.Search(query, Leaving);
        }
        finally
        {
            isSearching = false;
        }
        if (list is not null) await list.Refresh();
    }

    private void FillForm()
    {
        (form.Text, form.Match, form.Source, form.Server) = (Text ?? "", Match ?? "contains", Source ?? "", Server ?? "");
        (form.From, form.Until, form.Where, form.Once) = (Day(From), Day(Until), Where ?? "", Points != "all");
    }

    private SearchQuery Query(string text) => new(text)
    {
        Match = Match ?? "contains", Source = Empty(Source), Server = Empty(Server), Online = Where == "vault", Once = Points != "all", Limit = MostHits,
        From = Day(From) is { } from ? Begin(from) : null, To = Day(Until) is { } until ? Begin(until.AddDays(1)).AddTicks(-1) : null,
    };

    private void Go() => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
    {
        ["text"] = Empty(form.Text), ["match"] = form.Match == "contains" ? null : form.Match, ["source"] = Empty(form.Source), ["server"] = Empty(form.Server),
        ["from"] = form.From?.ToString(Iso, CultureInfo.InvariantCulture), ["until"] = form.Until?.ToString(Iso, CultureInfo.InvariantCulture), ["where"] = Empty(form.Where),
        ["points"] = form.Once ? null : "all",
    }));

    private async Task Suggest(ChangeEventArgs change)
    {
        if (change.Value is not string { Length: > 1 } text) return;
        await Try(async () => suggested = (await Session.Api.Insight.Sources(new SourceQuery(Text: text, Limit: MostSuggested), Leaving)).Sources);
    }

    private Task<ListPage<SearchHit>> Rows(ListWindow window)
    {
        IEnumerable<SearchHit> hits = window.Order switch
        {
            "name" => found!.Items.OrderBy(hit => hit.Item.Name, StringComparer.OrdinalIgnoreCase),
            "source" => found!.Items.OrderBy(hit => hit.SourceName, StringComparer.OrdinalIgnoreCase),
            "point" => found!.Items.OrderBy(hit => hit.Created),
            "size" => found!.Items.OrderBy(hit => hit.Item.Size),
            "modified" => found!.Items.OrderBy(hit => hit.Item.Modified),
            _ => found!.Items,
        };
        if (window.Descending) hits = hits.Reverse();
        return Task.FromResult(new ListPage<SearchHit>([.. hits.Skip(window.Offset).Take(window.Count)], found!.Items.Count));
    }

    private static RecoveryPlace Place(SearchHit hit) => new(null, hit.Source);

    private string AddressOf(SearchHit hit) => hit.Item.Kind == "directory"
        ? Place(hit).Folder(hit.RecoveryPoint, hit.Item.Path, IsOnline)
        : Place(hit).Folder(hit.RecoveryPoint, RecoveryPlace.Parent(hit.Item.Path), IsOnline, item: hit.Item.Path);

    private void Open(SearchHit hit) => Navigation.NavigateTo(AddressOf(hit));

    /// <summary>When a day begins by the reader's clock.</summary>
    private DateTimeOffset Begin(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        var near = new DateTimeOffset(midnight, Browser.Local(new DateTimeOffset(midnight, TimeSpan.Zero)).Offset);
        return new DateTimeOffset(midnight, Browser.Local(near).Offset);
    }

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, Iso, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string? Empty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
