using Holdfast.Contracts.Api;
using Microsoft.AspNetCore.Components;

namespace Holdfast.Console.Pages.Monitoring;

public sealed partial class RemedyButton
{
    private bool isBusy;

    /// <summary>One of <see cref="RemedyActions"/>.</summary>
    [Parameter, EditorRequired] public string Action { get; set; } = "";

    /// <summary>Id of the datasource that it is about, or null.</summary>
    [Parameter] public string? Source { get; set; }

    /// <summary>Id or name of the group, or null.</summary>
    [Parameter] public string? Group { get; set; }

    /// <summary>Production server, or null.</summary>
    [Parameter] public string? Server { get; set; }

    /// <summary>Id of the alert, or null.</summary>
    [Parameter] public string? Alert { get; set; }

    [Parameter] public bool IsPrimary { get; set; }

    private string Look => IsPrimary ? "primary" : "";

    protected override Task Load() => Task.CompletedTask;

    private (string Icon, string Words, string Address)? Place() => Action switch
    {
        RemedyActions.AddDisk when Session.IsAdministrator => ("plus", T["Add disk"], "/storage/add"),
        RemedyActions.Reenroll when Session.IsAdministrator => ("key", T["Enroll the agent again"], "/agents/add"),
        RemedyActions.RegisterVault when Session.IsAdministrator => ("cloud", T["Register with a vault"], "/vault/register"),
        RemedyActions.Seed when Source is not null => ("upload", T["Open the source to seed it"], $"/protection/sources/{Uri.EscapeDataString(Source)}"),
        RemedyActions.OpenAlert when Alert is not null => ("info", T["What to do"], $"/monitoring/alerts/{Uri.EscapeDataString(Alert)}"),
        RemedyActions.FailedJobs => ("pulse", T["Failed jobs"], "/monitoring/jobs?state=failed" + About()),
        RemedyActions.RunningJobs => ("pulse", T["Running jobs"], "/monitoring/jobs?state=running" + About()),
        RemedyActions.Recoveries => ("restore", T["Recovery jobs"], "/monitoring/jobs?type=recovery" + About()),
        RemedyActions.Agents => ("server", T["Agents"], "/agents"),
        RemedyActions.Groups => ("shield", T["Protection groups"], Group is null ? "/protection" : $"/protection/groups/{Uri.EscapeDataString(Group)}"),
        RemedyActions.Disks => ("disk", T["Storage"], "/storage"),
        RemedyActions.Vault => ("cloud", T["Vault"], "/vault"),
        RemedyActions.Points when Source is not null => ("restore", T["Recovery points"], $"/recovery/{Uri.EscapeDataString(Source)}"),
        RemedyActions.Settings when Session.IsAdministrator => ("gear", T["Settings"], "/settings"),
        RemedyActions.Notifications when Session.IsAdministrator => ("mail", T["Notifications"], "/settings/notifications"),
        RemedyActions.Audit when Session.IsAdministrator => ("list", T["Audit log"], "/settings/audit"),
        _ => null,
    };

    private (string Icon, string Words, Func<Task> Act)? Deed() => Action switch
    {
        RemedyActions.Check when Session.MayRun && Source is { } source => ("ok", T["Run consistency check"], () => Start(() => Session.Api.Check(new RunRequest(source), Leaving))),
        RemedyActions.Synchronize when Session.MayRun && Source is { } source => ("refresh", T["Synchronize"], () => Start(() => Session.Api.Synchronize(new RunRequest(source), Leaving))),
        RemedyActions.Run when Session.MayRun && Source is { } source =>
            ("play", T["Create recovery point"], () => Start(() => Session.Api.CreateRecoveryPoint(new CreateRecoveryPointRequest(source), Leaving))),
        RemedyActions.RunOnline when Session.MayRun && Source is { } source =>
            ("cloud", T["Create online recovery point"], () => Start(() => Session.Api.CreateRecoveryPoint(new CreateRecoveryPointRequest(source, Online: true), Leaving))),
        RemedyActions.Heal when Session.MayRun =>
            ("refresh", T["Verify and repair"], () => Start(async () => new JobList([await Session.Api.Verify(new VerifyRequest(Heal: true), Leaving)]))),
        RemedyActions.Rescan when Session.MayRun => ("refresh", T["Look for disks again"], () => Do(() => Session.Api.RescanDisks(Leaving), T["The disks were looked at again."], "/storage")),
        RemedyActions.Unsuspend when Session.IsAdministrator && Group is { } group => ("play", T["Resume the group"], () => Do(() => Session.Api.Policies.Resume(group, Leaving), T["{0} goes on.", group], null)),
        RemedyActions.RebuildCatalog when Session.IsAdministrator => ("refresh", T["Rebuild the catalog"], Rebuild),
        _ => null,
    };

    private string About() => Source is not null ? $"&source={Uri.EscapeDataString(Source)}" : Server is not null ? $"&server={Uri.EscapeDataString(Server)}" : "";

    private Task Start(Func<Task<JobList>> start) => Do(async () =>
    {
        var jobs = (await start()).Jobs;
        if (jobs is [var job, ..]) Toasts.Say(T["The job has been queued. Watch it"], $"/monitoring/jobs/{job.Id}");
    }, null, null);

    private async Task Do(Func<Task> act, string? done, string? address)
    {
        isBusy = true;
        await Try(act, done, address);
        isBusy = false;
    }

    private Task Rebuild() => Confirmations.Ask(
        T["Rebuild the catalog from the pool?"], [T["The history of jobs is not kept."], T["Nothing is backed up or recovered until it is done."]], T["Rebuild"], async codes =>
        {
            using var api = Session.Confirmed(codes.Confirmation, codes.VaultPin);
            var job = await api.RebuildCatalog(Leaving);
            Toasts.Say(T["The job has been queued. Watch it"], $"/monitoring/jobs/{job.Id}");
        });
}
