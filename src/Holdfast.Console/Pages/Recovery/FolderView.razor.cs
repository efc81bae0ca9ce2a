using Holdfast.Console.Elements.Lists;
using Holdfast.Console.Hosting;
using Holdfast.Console.Live;
using Holdfast.Console.Text;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Recovery;
using Microsoft.AspNetCore.Components;

namespace Holdfast.Console.Pages.Recovery;

/// <summary>Shows a folder of a point; made anew for each folder.</summary>
public sealed partial class FolderView : IDisposable
{
    private const int MostPage = 5000, MostOlder = 60;

    private DataList<ItemInfo>? list;
    private IReadOnlyList<RecoveryPointInfo> older = [];
    private (string? Text, string? Since) shown;

    [Parameter, EditorRequired] public RecoverySource Source { get; set; } = null!;

    [Parameter, EditorRequired] public RecoveryPointInfo Point { get; set; } = null!;

    [Parameter] public bool IsOnline { get; set; }

    /// <summary>Empty for the root.</summary>
    [Parameter] public string Folder { get; set; } = "";

    /// <summary>The item whose details are shown.</summary>
    [Parameter] public ItemInfo? OpenItem { get; set; }

    /// <summary>Id of an older point to compare with.</summary>
    [Parameter] public string? Since { get; set; }

    [Parameter] public string? Text { get; set; }

    [Inject] private Session Session { get; set; } = null!;

    [Inject] private Texts T { get; set; } = null!;

    [Inject] private Browser Browser { get; set; } = null!;

    [Inject] private Basket Basket { get; set; } = null!;

    [Inject] private Toaster Toasts { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    // Points of machines keep their disks there. The column has to be in its place before the first row has come.
    private bool IsDisk => Source.IsApplication && RecoveryPlace.Parent(Folder) == "disks";

    private BasketKey Key => new(Source.Place, Point.Id, IsOnline);

    protected override void OnInitialized()
    {
        Basket.Changed += BasketChanged;
        shown = (Text, Since);
    }

    protected override async Task OnParametersSetAsync()
    {
        // Only points that lie where this one is read from can be compared.
        older = [.. Source.Points.Where(one => one.Created < Point.Created && (IsOnline ? one.Online : one.Disk)).Take(MostOlder)];
        if (shown == (Text, Since)) return;
        shown = (Text, Since);
        if (list is not null) await list.Refresh();
    }

    private async Task<ListPage<ItemInfo>> Rows(ListWindow window)
    {
        var page = await Session.Api.Recovery.Browse(
            new BrowseQuery(Source.Place.Source)
            {
                At = Point.Id, Online = IsOnline, ExternalServer = Source.Place.Server, Path = Folder, Offset = window.Offset, Limit = Math.Clamp(window.Count, 1, MostPage),
                Order = window.Order, Descending = window.Descending, Text = string.IsNullOrWhiteSpace(Text) ? null : Text, Since = Since,
            },
            window.Cancellation);
        return new ListPage<ItemInfo>(page.Items, page.Total);
    }

    private void Open(ItemInfo item)
    {
        if (ItemWords.IsFolder(item)) Navigation.NavigateTo(Source.Place.Folder(Point.Id, item.Path, IsOnline, Since));
        else Show(item);
    }

    private void Show(ItemInfo? item) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
    {
        ["path"] = Folder.Length == 0 ? null : Folder, ["item"] = item?.Path,
    }));

    private void Compare(ChangeEventArgs change) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("since", change.Value is string { Length: > 0 } since ? since : null), replace: true);

    private void Toggle(ItemInfo item)
    {
        if (Basket.Of(Key).Any(one => one.Path == item.Path)) Basket.Remove(Key, item.Path);
        else if (Basket.Has(Key, item.Path)) Toasts.Say(T["It is in the basket with its folder."]);
        else Basket.Add(Key, [item]);
    }

    private void Collect(IReadOnlyList<ItemInfo> items)
    {
        Basket.Add(Key, items);
        list?.ChooseNone();
    }

    private void RecoverChosen(IReadOnlyList<ItemInfo> items)
    {
        Basket.Add(Key, items);
        Navigation.NavigateTo(Source.Place.Recover(Point.Id, IsOnline, isBasket: true));
    }

    private void BasketChanged() => _ = InvokeAsync(StateHasChanged);

    public void Dispose() => Basket.Changed -= BasketChanged;
}
