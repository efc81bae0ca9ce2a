using Holdfast.Console.Elements.Charts;
using Holdfast.Console.Elements.Lists;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Applications;
using Microsoft.AspNetCore.Components;

namespace Holdfast.Console.Pages.Monitoring;

/// <summary>Restore drills, newest first, and how the recovery times of sources develop.</summary>
public sealed partial class DrillsPage
{
    private const int PageRows = 100, MostRows = 1000;

    private IReadOnlyList<ChartSeries> trend = [];
    private CursorPages<DrillInfo> pages = null!;
    private DataList<DrillInfo>? list;
    private (string?, string?) shown;

    /// <summary>Id of a datasource: only its drills.</summary>
    [SupplyParameterFromQuery] private string? Source { get; set; }

    /// <summary>no: only those that found something wrong.</summary>
    [SupplyParameterFromQuery] private string? Sound { get; set; }

    /// <summary>Id of the drill whose details are open.</summary>
    [SupplyParameterFromQuery] private string? Drill { get; set; }

    protected override IReadOnlyCollection<string> Topics => ["jobs"];

    private IReadOnlyList<DrillInfo> Known => pages.Items;

    private DrillInfo? Opened => Drill is null ? null : Known.FirstOrDefault(drill => drill.Id == Drill);

    protected override void OnInitialized()
    {
        base.OnInitialized();
        pages = Pages(PageRows);
    }

    protected override async Task Load()
    {
        if (shown != (Source, Sound)) pages = Pages(PageRows);
        else pages = Pages(Math.Clamp(pages.Items.Count, PageRows, MostRows));
        shown = (Source, Sound);
        trend = DrillTrend.Of((await Session.Api.Applications.Drills(Source, MostRows, cancellation: Leaving)).Drills);
        if (list is not null) await list.Refresh();
    }

    private CursorPages<DrillInfo> Pages(int size) => new(async (before, cancellation) =>
    {
        var page = await Session.Api.Applications.Drills(Source, size, before, cancellation);
        return (Sound == "no" ? [.. page.Drills.Where(drill => !drill.Sound)] : page.Drills, page.Next);
    });

    private async Task<ListPage<DrillInfo>> Window(ListWindow window)
    {
        var page = await pages.Window(window);
        // The panel beside the list shows what is known of the list.
        StateHasChanged();
        return page;
    }

    private void Open(DrillInfo drill) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("drill", drill.Id));

    private void Close() => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("drill", (string?)null));

    private async Task Again(DrillInfo drill)
    {
        JobInfo? job = null;
        if (await Try(async () => job = await Session.Api.Applications.Drill(new DrillRequest(drill.Source, Online: drill.Online), Leaving)))
            Toasts.Say(T["1 job has been queued."], "/monitoring/jobs/" + Uri.EscapeDataString(job!.Id));
    }
}
