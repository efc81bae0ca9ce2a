using System.Globalization;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Recovery;
using Holdfast.Contracts.Errors;
using Microsoft.AspNetCore.Components;

namespace Holdfast.Console.Pages.Recovery;

/// <summary>A datasource, its days and times, and a folder of the chosen point.</summary>
public sealed partial class BrowsePage
{
    private RecoverySource? source;
    private RecoveryPointInfo? point;
    private DateOnly? day;
    private string folder = "";
    private ItemInfo? item;

    /// <summary>Another server of the vault.</summary>
    [Parameter] public string? Server { get; set; }

    [Parameter] public string Source { get; set; } = "";

    /// <summary>Id, or latest.</summary>
    [Parameter] public string? Point { get; set; }

    /// <summary>The folder; where it names a file, its folder is shown with the file's details.</summary>
    [SupplyParameterFromQuery(Name = "path")] public string? PathText { get; set; }

    /// <summary>Item whose details are open.</summary>
    [SupplyParameterFromQuery] public string? Item { get; set; }

    /// <summary>vault, where the point lies in both places.</summary>
    [SupplyParameterFromQuery] public string? From { get; set; }

    /// <summary>Id of an older point to compare with.</summary>
    [SupplyParameterFromQuery] public string? Since { get; set; }

    /// <summary>Part of the names that are shown.</summary>
    [SupplyParameterFromQuery] public string? Text { get; set; }

    /// <summary>yyyy-MM-dd in the reader's zone: its newest point.</summary>
    [SupplyParameterFromQuery] public string? Day { get; set; }

    protected override IReadOnlyCollection<string> Topics => ["points"];

    private bool IsOnline => point is not null && (!point.Disk || (From == "vault" && point.Online));

    private string Above => Server is null ? "/recovery" : "/recovery/external";

    private string AboveWords => Server is null ? T["All datasources"] : T["Other servers"];

    protected override async Task Load()
    {
        var found = await RecoverySource.Read(Session.Api, Server, Source, Leaving);
        var wantedDay = DateOnly.TryParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked) ? asked : (DateOnly?)null;
        var chosen = found.Choose(Point, wantedDay, Browser.Local);
        (source, point, day) = (found, chosen, wantedDay ?? (chosen is null ? null : DateOnly.FromDateTime(Browser.Local(chosen.Created).DateTime)));
        (folder, item) = ((PathText ?? "").Trim('/'), null);
        if (chosen is null || !Session.MayRecover) return;
        if (Item is not null) item = await Find(Item);
        else if (folder.Length > 0 && !await IsFolder(folder)) (item, folder) = (await Find(folder), RecoveryPlace.Parent(folder));
    }

    private async Task<bool> IsFolder(string path)
    {
        try
        {
            // Of a file the server shows the file itself.
            var page = await Session.Api.Recovery.Browse(
                new BrowseQuery(source!.Place.Source) { At = point!.Id, Online = IsOnline, ExternalServer = Server, Path = path, Limit = 1 }, Leaving);
            return !page.Items.Any(one => one.Path == path);
        }
        catch (HoldfastException absent) when (absent.Code == ErrorCode.NotFound)
        {
            return false;
        }
    }

    private Task<ItemInfo?> Find(string path) => ItemFinder.Find(Session.Api, source!.Place, point!.Id, IsOnline, path, Leaving);
}
