using System.Globalization;
using Holdfast.Console.Elements;
using Holdfast.Console.Text;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Contracts.Errors;
using Microsoft.AspNetCore.Components;

namespace Holdfast.Console.Pages.Recovery;

/// <summary>Recovers an application to a moment: which, where to, how, and the plan of it.</summary>
public sealed partial class RecoverApplicationPage
{
    private ApplicationDraft? draft;
    private DateTimeOffset? moment;
    private RecoveryPointInfo? point;
    private RecoveryPlanInfo? plan;
    private HoldfastException? refusal;
    private string? problem;
    private int current, reached;
    private bool isStarting;

    [Parameter] public string? Server { get; set; }

    [Parameter] public string Source { get; set; } = "";

    /// <summary>Id of a point, latest, or an RFC 3339 time.</summary>
    [SupplyParameterFromQuery] public string? At { get; set; }

    [SupplyParameterFromQuery] public string? From { get; set; }

    private string Above => new RecoveryPlace(Server, draft?.Source.Place.Source ?? Source).Moments(point?.Id, at: point is null ? moment : null, isOnline: From == "vault");

    protected override async Task Load()
    {
        if (draft is not null || !Session.MayRecover) return;
        var source = await RecoverySource.Read(Session.Api, Server, Source, Leaving);
        if (!source.IsApplication)
        {
            Navigation.NavigateTo(source.Place.Home, replace: true);
            return;
        }
        var isOnline = Server is not null || From == "vault";
        var range = await Session.Api.Applications.Range(source.Place.Source, isOnline, Server, Leaving);
        var at = string.IsNullOrWhiteSpace(At) ? ApplicationDraft.Latest : At.Trim();
        problem = Find(source, range, at);
        if (problem is not null) return;
        var workloads = (await Session.Api.Applications.Workloads(Leaving)).Workloads;
        var workload = workloads.FirstOrDefault(one => one.Kind == source.Kind);
        draft = new ApplicationDraft { Source = source, At = at, IsOnline = isOnline, Workload = workload, Kind = workload is { FolderOnly: true } ? ApplicationDraft.ToThisServer : ApplicationDraft.ToInstance };
    }

    // What the address names may have been given up since.
    private string? Find(RecoverySource source, RecoveryRange range, string at)
    {
        if (at == ApplicationDraft.Latest)
        {
            DateTimeOffset? ofLog = range is { PointInTime: true, Ranges: [.., var last] } ? last.To : null;
            DateTimeOffset? ofPoint = range.Points is [.., var newest] ? newest.Consistent : null;
            moment = ofLog is null || ofPoint > ofLog ? ofPoint : ofLog;
            return moment is null ? T["There is nothing to recover yet"] : null;
        }
        if (DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            moment = time;
            return range.PointInTime && range.Ranges.Any(one => time >= one.From && time <= one.To) ? null : T["Nothing reaches {0}", TimeWords.Seconds(Browser.Local(time))];
        }
        point = source.Points.FirstOrDefault(one => one.Id == at);
        moment = range.Points.FirstOrDefault(one => one.Id == at)?.Consistent ?? point?.Consistent;
        return point is null ? T["That recovery point is not kept any more"] : null;
    }

    private List<WizardStep> Steps() =>
    [
        new("what", T["What"]), new("destination", T["Destination"], draft!.DestinationProblem(T)), new("options", T["Options"]),
        new("summary", T["Summary"], draft.DestinationProblem(T) ?? (current == 3 && plan is null ? T["There is no plan yet."] : null)),
    ];

    // Another wish has another plan.
    private void Changed() => (plan, refusal) = (null, null);

    private Task Start() => draft!.CanOverwrite && draft.Overwrite ? Confirmations.Ask(T["Replace what is there now?"], Losses(draft), T["Recover and replace"], _ => Queue(draft)) : Queue(draft);

    private List<string> Losses(ApplicationDraft wanted) =>
    [
        T["Destination: {0}", VisibleText.Of(wanted.Target)],
        T["What is there is replaced by {0} as it was at {1}.", VisibleText.Of(wanted.Source.Name), plan is null ? At ?? "" : TimeWords.Seconds(Browser.Local(plan.Reaches))],
        T["What was written there since then is lost, unless its log or a later recovery point has it."],
        .. (plan?.Warnings ?? []).Select(VisibleText.Of),
    ];

    private async Task Queue(ApplicationDraft wanted)
    {
        (isStarting, refusal) = (true, null);
        try
        {
            var job = await Session.Api.Recover(wanted.Request(), Leaving);
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
