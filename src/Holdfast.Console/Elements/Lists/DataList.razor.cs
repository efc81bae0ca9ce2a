using Holdfast.Contracts.Errors;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.JSInterop;

namespace Holdfast.Console.Elements.Lists;

public sealed partial class DataList<TItem>
{
    private const int MostInFile = 10_000, FilePage = 500;

    private readonly List<ListColumn<TItem>> columns = [];
    private readonly Dictionary<string, TItem> chosen = new(StringComparer.Ordinal);
    private HashSet<string> hidden = [], shown = [];
    private Virtualize<Row>? rows;
    private ElementReference box;
    private IJSObjectReference? keys;
    private HoldfastException? failure;
    private string? order;
    private bool isDescending, isCompact, hasLoaded, isSaving;
    private int total;

    private sealed record Row(int Number, TItem Item);

    /// <summary>Under which the browser remembers the columns; also the name of the saved file.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    /// <summary>What the list is, for those who hear it.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>Asks the server for the rows of a window.</summary>
    [Parameter, EditorRequired] public Func<ListWindow, Task<ListPage<TItem>>> Load { get; set; } = null!;

    [Parameter, EditorRequired] public Func<TItem, string> Id { get; set; } = null!;

    /// <summary>The columns, as <see cref="ListColumn{TItem}"/>.</summary>
    [Parameter, EditorRequired] public RenderFragment Columns { get; set; } = null!;

    /// <summary>A row was opened, by click or Enter.</summary>
    [Parameter] public EventCallback<TItem> Opened { get; set; }

    /// <summary>Id of the row whose details are shown.</summary>
    [Parameter] public string? OpenId { get; set; }

    /// <summary>Filters, left of the list's own tools.</summary>
    [Parameter] public RenderFragment? Tools { get; set; }

    /// <summary>What one can do with several rows; with it rows can be chosen.</summary>
    [Parameter] public RenderFragment<IReadOnlyList<TItem>>? Bulk { get; set; }

    /// <summary>Shown where there are no rows.</summary>
    [Parameter] public RenderFragment? Empty { get; set; }

    /// <summary>The first order.</summary>
    [Parameter] public string? Order { get; set; }

    [Parameter] public bool Descending { get; set; }

    /// <summary>The total is a least one: the list goes on as one scrolls.</summary>
    [Parameter] public bool IsOpenEnded { get; set; }

    /// <summary>The rows that are chosen.</summary>
    public IReadOnlyList<TItem> Chosen => [.. chosen.Values];

    protected override void OnInitialized() => (order, isDescending) = (Order, Descending);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        keys = await Browser.Call<IJSObjectReference>("rows", box);
        var remembered = (await Browser.Recall("columns:" + Name) ?? "").Split('|');
        if (remembered is [var left, var right, var width])
        {
            (hidden, shown, isCompact) = ([.. left.Split(',', StringSplitOptions.RemoveEmptyEntries)], [.. right.Split(',', StringSplitOptions.RemoveEmptyEntries)], width == "compact");
        }
        StateHasChanged();
    }

    /// <summary>Fetches the rows that are in view again.</summary>
    public async Task Refresh()
    {
        if (rows is null) return;
        await rows.RefreshDataAsync();
        StateHasChanged();
    }

    /// <summary>Forgets which rows are chosen.</summary>
    public void ChooseNone()
    {
        chosen.Clear();
        StateHasChanged();
    }

    internal void Add(ListColumn<TItem> column)
    {
        columns.Add(column);
        StateHasChanged();
    }

    internal void Remove(ListColumn<TItem> column) => columns.Remove(column);

    private async ValueTask<ItemsProviderResult<Row>> Provide(ItemsProviderRequest request)
    {
        var hadFailure = failure is not null;
        try
        {
            var page = await Load(new ListWindow(request.StartIndex, request.Count, order, isDescending, request.CancellationToken));
            // Before the browser has measured the list no row is in view: what is counted then is not shown yet.
            var hasLoadedNow = hasLoaded || request.Count > 0 || page.Total == 0;
            var isNews = hasLoaded != hasLoadedNow || total != page.Total || hadFailure;
            (total, hasLoaded, failure) = (page.Total, hasLoadedNow, null);
            if (isNews) _ = InvokeAsync(RenderAfterRows);
            return new ItemsProviderResult<Row>(page.Items.Select((item, index) => new Row(request.StartIndex + index, item)), page.Total);
        }
        catch (HoldfastException refused)
        {
            (failure, hasLoaded) = (refused, true);
            StateHasChanged();
            return new ItemsProviderResult<Row>([], 0);
        }
    }

    // Told at once, a count would be on the page before the rows that it counts.
    private async Task RenderAfterRows()
    {
        await Task.Yield();
        StateHasChanged();
    }

    private string Counted() => IsOpenEnded ? T["{0} rows and more as you scroll", Text.ByteWords.Count(total)] : total == 1 ? T["1 row"] : T["{0} rows", Text.ByteWords.Count(total)];

    private bool IsShown(ListColumn<TItem> column) => column.IsOptional ? shown.Contains(column.Title) : !hidden.Contains(column.Title);

    private string? SortOf(ListColumn<TItem> column) => column.Sort is null ? null : order != column.Sort ? "none" : isDescending ? "descending" : "ascending";

    private async Task SortBy(ListColumn<TItem> column)
    {
        (order, isDescending) = (column.Sort, order == column.Sort && !isDescending);
        await Refresh();
    }

    private async Task Toggle(ListColumn<TItem> column)
    {
        var set = column.IsOptional ? shown : hidden;
        if (!set.Remove(column.Title)) set.Add(column.Title);
        await Remember();
    }

    private async Task ToggleCompact()
    {
        isCompact = !isCompact;
        await Remember();
    }

    private ValueTask Remember() => Browser.Remember("columns:" + Name, $"{string.Join(',', hidden)}|{string.Join(',', shown)}|{(isCompact ? "compact" : "")}");

    private bool IsChosen(TItem item) => chosen.ContainsKey(Id(item)) || Id(item) == OpenId;

    private void Choose(TItem item)
    {
        if (!chosen.Remove(Id(item))) chosen.Add(Id(item), item);
    }

    private Task Open(TItem item) => Opened.InvokeAsync(item);

    private async Task Pressed(KeyboardEventArgs key, TItem item)
    {
        if (key.Key == "Enter") await Open(item);
        else if (key.Key == " " && Bulk is not null) Choose(item);
        else if (key.Key == " ") await Open(item);
    }

    private async Task SaveCsv()
    {
        isSaving = true;
        try
        {
            List<TItem> all = [];
            while (all.Count < MostInFile)
            {
                var page = await Load(new ListWindow(all.Count, FilePage, order, isDescending, CancellationToken.None));
                all.AddRange(page.Items);
                if (page.Items.Count < FilePage || (!IsOpenEnded && all.Count >= page.Total)) break;
            }
            var written = columns.Where(column => IsShown(column) && column.Csv is not null).ToList();
            await Browser.Save(Name + ".csv", "text/csv;charset=utf-8", CsvText.Of([.. written.Select(column => column.Title)], all.Select(item => written.Select(column => column.Csv!(item)))));
        }
        catch (HoldfastException refused)
        {
            failure = refused;
        }
        finally
        {
            isSaving = false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (keys is null) return;
        try
        {
            await keys.InvokeVoidAsync("dispose");
            await keys.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser has left.
        }
    }
}
