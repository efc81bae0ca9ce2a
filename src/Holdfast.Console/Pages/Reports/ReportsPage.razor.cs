using Holdfast.Console.Elements.Charts;
using Holdfast.Console.Elements.Lists;
using Holdfast.Console.Hosting;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Insight;
using Holdfast.Contracts.Api.Reports;
using Microsoft.AspNetCore.Components;

namespace Holdfast.Console.Pages.Reports;

public sealed partial class ReportsPage
{
    private static readonly (string Color, string? Dash)[] pens = [("--accent", null), ("--vault", "8 3 2 3"), ("--ok", "10 4"), ("--quiet", "4 2"), ("--warning", "2 3")];
    private IReadOnlyList<ReportKindInfo> kinds = [];
    private IReadOnlyList<string> groups = [], servers = [];
    private IReadOnlyList<(string Unit, string Label, IReadOnlyList<ChartSeries> Series)> charts = [];
    private ReportKindInfo? info;
    private Report? report;
    private IReadOnlyList<ReportRow> rows = [];
    private DataList<ReportRow>? list;

    [Parameter] public string? Kind { get; set; }

    [SupplyParameterFromQuery] private int? Days { get; set; }

    [SupplyParameterFromQuery] private string? From { get; set; }

    [SupplyParameterFromQuery] private string? To { get; set; }

    [SupplyParameterFromQuery] private string? Group { get; set; }

    [SupplyParameterFromQuery] private string? Server { get; set; }

    [Inject] private TimeProvider Time { get; set; } = null!;

    private string Chosen => Kind ?? ReportKinds.Status;

    /// <summary>The span that is chosen; 0 where days are named.</summary>
    private int Span => From is null && To is null ? Days ?? ReportPeriod.DefaultDays : 0;

    protected override async Task Load()
    {
        if (kinds.Count == 0)
        {
            kinds = (await Session.Api.Reports.Kinds(Leaving)).Kinds;
            groups = [.. (await Session.Api.Insight.AllGroups(Leaving)).Select(group => group.Name).Order(StringComparer.OrdinalIgnoreCase)];
            servers = [.. (await Session.Api.Insight.Sources(new SourceQuery(Limit: 1), Leaving)).Facets.Servers.Select(facet => facet.Value)];
        }
        info = kinds.FirstOrDefault(kind => kind.Id == Chosen);
        var made = await Session.Api.Reports.Get(Chosen, Wanted(), Leaving);
        if (report?.Kind != made.Kind) list = null;
        report = made;
        rows = [.. made.Rows.Select((values, index) => new ReportRow(index, values))];
        charts = [.. made.Series.Where(series => series.Points.Count > 0).GroupBy(series => series.Unit).Select(Chart)];
        if (list is not null) await list.Refresh();
    }

    private (string, string, IReadOnlyList<ChartSeries>) Chart(IGrouping<string, ReportSeries> series) => (
        series.Key, string.Join(", ", series.Select(one => T[one.Title])),
        [.. series.Select((one, index) => Line(one, Pen(one.Id, index)))]);

    private ChartSeries Line(ReportSeries series, (string Color, string? Dash) pen) =>
        new(T[series.Title], [.. series.Points.Select(point => new ChartPoint(point.At, (double)point.Value))], pen.Color, pen.Dash);

    // Red is for what went wrong, and nothing else.
    private static (string Color, string? Dash) Pen(string id, int index) => id switch
    {
        "failed" or "misses" => ("--danger", "6 3"),
        "withWarnings" => ("--warning", "2 3"),
        _ => pens[index % pens.Length],
    };

    private ReportQuery Wanted()
    {
        var (from, to) = ReportPeriod.Of(Days, From, To, Time.GetUtcNow(), Midnight);
        var isFiltered = info is { TakesFilters: true };
        return new ReportQuery(from, to, isFiltered ? Group : null, isFiltered ? Server : null, Browser.Zone);
    }

    private DateTimeOffset Midnight(DateOnly day)
    {
        var asUtc = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return asUtc - Browser.Local(asUtc).Offset;
    }

    private Task<ListPage<ReportRow>> Window(ListWindow window)
    {
        IEnumerable<ReportRow> wanted = rows;
        if (int.TryParse(window.Order, out var column))
        {
            wanted = rows.OrderBy(row => row.Values[column].IsEmpty).ThenBy(row => row.Values[column].Number).ThenBy(row => row.Values[column].Text, StringComparer.OrdinalIgnoreCase);
            if (window.Descending) wanted = wanted.Reverse();
        }
        return Task.FromResult(new ListPage<ReportRow>([.. wanted.Skip(window.Offset).Take(window.Count)], rows.Count));
    }

    private string FileAddress(string format)
    {
        var wanted = Wanted();
        return ReportEndpoint.Address(Chosen, format) + QueryText(
            ("from", UtcTimeConverter.Format(wanted.From!.Value)), ("to", UtcTimeConverter.Format(wanted.To!.Value)), ("group", wanted.Group), ("server", wanted.Server), ("zone", wanted.Zone));
    }

    private static string QueryText(params (string Name, string? Value)[] parameters) =>
        "?" + string.Join('&', parameters.Where(parameter => parameter.Value is not null).Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}"));

    private string SpanAddress(int span) => Navigation.GetUriWithQueryParameters(
        new Dictionary<string, object?> { ["days"] = span == ReportPeriod.DefaultDays ? null : span, ["from"] = null, ["to"] = null });

    private void Set(string name, string? value) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(name, string.IsNullOrEmpty(value) ? null : value), replace: true);
}
