using System.Globalization;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Applications;
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
    private RecoveryRange? range;

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

    /// <summary>files: of an application the files of a point, instead of its moments.</summary>
    [SupplyParameterFromQuery] public string? View { get; set; }

    /// <summary>Of an application: the chosen moment.</summary>
    [SupplyParameterFromQuery] public string? At { get; set; }

    protected override IReadOnlyCollection<string> Topics => ["points"];

    private bool IsOnline => point is not null && (!point.Disk || (From == "vault" && point.Online));

    private bool ShowsFiles => range is null || View == "files" || PathText is not null || Item is not null;

    // A moment need not have a point of its day that says where it lies.
    private bool IsVault => Server is not null || (point is null ? From == "vault" : IsOnline);

    private DateTimeOffset? Asked =>
        DateTimeOffset.TryParse(At, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    private string Above => Server is null ? "/recovery" : "/recovery/external";

    private string AboveWords => Server is null ? T["All datasources"] : T["Other servers"];

    protected override async Task Load()
    {
        var found = await RecoverySource.Read(Session.Api, Server, Source, Leaving);
        var wantedDay = DateOnly.TryParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked) ? asked : (DateOnly?)null;
        if (found.IsApplication && Point is null && Asked is { } moment) wantedDay ??= DayOf(moment);
        var chosen = found.Choose(Point, wantedDay, Browser.Local);
        (source, point, day) = (found, chosen, wantedDay ?? (chosen is null ? null : DayOf(chosen.Consistent ?? chosen.Created)));
        (folder, item) = ((PathText ?? "").Trim('/'), null);
        range = found.IsApplication ? await Session.Api.Applications.Range(found.Place.Source, IsVault, Server, Leaving) : null;
        day ??= range is { Ranges: [.., var last] } ? DayOf(last.To) : null;
        if (chosen is null || !Session.MayRecover || !ShowsFiles) return;
        if (Item is not null) item = await Find(Item);
        else if (folder.Length > 0 && !await IsFolder(folder)) (item, folder) = (await Find(folder), RecoveryPlace.Parent(folder));
    }

    private DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(Browser.Local(time).DateTime);

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
