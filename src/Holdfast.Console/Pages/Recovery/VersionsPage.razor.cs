using Holdfast.Console.Elements.Lists;
using Holdfast.Contracts.Api.Recovery;
using Microsoft.AspNetCore.Components;

namespace Holdfast.Console.Pages.Recovery;

/// <summary>One item in all recovery points that have it.</summary>
public sealed partial class VersionsPage
{
    private ItemVersions? found;
    private IReadOnlyList<ItemVersion> compared = [];
    private DataList<ItemVersion>? list;
    private RecoveryPlace place = new(null, "");
    private (string Source, string? Path, bool IsOnline) shown;

    [Parameter] public string? Server { get; set; }

    [Parameter] public string Source { get; set; } = "";

    [SupplyParameterFromQuery(Name = "path")] public string? PathText { get; set; }

    [SupplyParameterFromQuery] public string? From { get; set; }

    protected override IReadOnlyCollection<string> Topics => ["points"];

    private bool IsOnline => Server is not null || From == "vault";

    private string Above => found is { Versions: [var newest, ..] }
        ? place.Folder(newest.RecoveryPoint, RecoveryPlace.Parent(PathText ?? ""), IsOnline, item: PathText)
        : place.Home;

    protected override async Task Load()
    {
        place = new RecoveryPlace(Server, Source);
        if (!Session.MayRecover) return;
        if (shown != (Source, PathText, IsOnline)) (found, compared) = (null, []);
        shown = (Source, PathText, IsOnline);
        found = await Session.Api.Recovery.Versions(Source, PathText ?? "", IsOnline, Server, cancellation: Leaving);
        if (list is not null) await list.Refresh();
    }

    private Task<ListPage<ItemVersion>> Rows(ListWindow window) =>
        Task.FromResult(new ListPage<ItemVersion>([.. found!.Versions.Skip(window.Offset).Take(window.Count)], found.Versions.Count));

    private void Open(ItemVersion version) =>
        Navigation.NavigateTo(place.Folder(version.RecoveryPoint, RecoveryPlace.Parent(version.Item.Path), IsOnline, item: version.Item.Path));

    // The newer one on the right, as one reads.
    private void Compare(IReadOnlyList<ItemVersion> chosen) => compared = [.. chosen.OrderBy(version => version.Created)];
}
