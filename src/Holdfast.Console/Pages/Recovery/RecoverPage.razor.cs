using Holdfast.Console.Elements;
using Holdfast.Console.Live;
using Holdfast.Console.Text;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Recovery;
using Holdfast.Contracts.Errors;
using Microsoft.AspNetCore.Components;

namespace Holdfast.Console.Pages.Recovery;

/// <summary>The recovery wizard: what, where to, how, and what that will take.</summary>
public sealed partial class RecoverPage
{
    private RecoverDraft? draft;
    private IReadOnlyList<ItemInfo> chosen = [];
    private HoldfastException? refusal;
    private string? problem;
    private int current, reached;
    private bool isStarting;

    [Parameter] public string? Server { get; set; }

    [Parameter] public string Source { get; set; } = "";

    [Parameter] public string Point { get; set; } = "";

    /// <summary>The one item that is wanted; null for everything, or for what is in the basket.</summary>
    [SupplyParameterFromQuery(Name = "path")] public string? PathText { get; set; }

    /// <summary>basket, for what was collected.</summary>
    [SupplyParameterFromQuery] public string? Items { get; set; }

    [SupplyParameterFromQuery] public string? From { get; set; }

    [Inject] private Basket Basket { get; set; } = null!;

    private string Above => new RecoveryPlace(Server, draft?.Source.Place.Source ?? Source).Folder(draft?.Point.Id ?? Point, PathText is null ? null : RecoveryPlace.Parent(PathText), From == "vault");

    protected override async Task Load()
    {
        if (draft is not null || !Session.MayRecover) return;
        var source = await RecoverySource.Read(Session.Api, Server, Source, Leaving);
        if (source.Choose(Point, null, Browser.Local) is not { } point)
        {
            problem = T["That recovery point is not kept any more"];
            return;
        }
        var isOnline = !point.Disk || (From == "vault" && point.Online);
        var key = new BasketKey(source.Place, point.Id, isOnline);
        chosen = Items == "basket" ? Basket.Of(key)
            : PathText is { Length: > 0 } one && await ItemFinder.Find(Session.Api, source.Place, point.Id, isOnline, one, Leaving) is { } item ? [item] : [];
        problem = Items == "basket" && chosen.Count == 0 ? T["The basket is empty: it is kept only while its window is open."]
            : chosen.Any(item => item.InDisk) && !chosen.All(item => item.InDisk) ? T["Some of it lies inside a disk and some does not: recover the one and then the other."] : null;
        if (problem is not null) return;
        draft = new RecoverDraft
        {
            Source = source, Point = point, IsOnline = isOnline, Items = PathText is { Length: > 0 } path ? [path] : [.. chosen.Select(item => item.Path)],
            InDisk = chosen.Any(item => item.InDisk),
            Kind = source.IsExternal || source.IsApplication ? RecoverDraft.ToThisServer : RecoverDraft.ToOriginal,
        };
    }

    private List<WizardStep> Steps() =>
    [
        new("review", T["Review"]), new("type", T["Type"]), new("destination", T["Destination"], draft!.DestinationProblem(T)),
        new("options", T["Options"]), new("summary", T["Summary"], draft.DestinationProblem(T)),
    ];

    private async Task Start()
    {
        if (draft!.Existing == "overwrite") await AskAndStart(draft);
        else await Queue(draft, Session.Api);
    }

    private Task<bool> AskAndStart(RecoverDraft wanted)
    {
        var (server, folder) = wanted.Target;
        return Confirmations.Ask(
            T["Replace what is there now?"],
            [
                server is null ? T["Destination: {0} on this Holdfast server", VisibleText.Of(folder)] : T["Destination: {0} on {1}", VisibleText.Of(folder), VisibleText.Of(server)],
                T["Items that exist there are replaced by those of {0}.", TimeWords.Absolute(Browser.Local(wanted.Point.Created))],
                T["What was written to them since then is lost, unless a later recovery point has it."],
            ],
            T["Recover and replace"], _ => Queue(wanted, Session.Api));
    }

    private async Task Queue(RecoverDraft wanted, HoldfastClient api)
    {
        (isStarting, refusal) = (true, null);
        try
        {
            var job = await api.Recover(wanted.Request(), Leaving);
            if (Items == "basket") Basket.Clear(new BasketKey(wanted.Source.Place, wanted.Point.Id, From == "vault" || !wanted.Point.Disk));
            Navigation.NavigateTo("/recovery/reports/" + Uri.EscapeDataString(job.Id));
        }
        catch (HoldfastException refused)
        {
            refusal = refused;
        }
        finally
        {
            isStarting = false;
        }
    }
}
