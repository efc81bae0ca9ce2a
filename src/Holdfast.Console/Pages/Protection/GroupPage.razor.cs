using Holdfast.Console.Live;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Insight;
using Microsoft.AspNetCore.Components;

namespace Holdfast.Console.Pages.Protection;

public sealed partial class GroupPage : LivePage
{
    private GroupInfo? group;
    private GroupSummary? summary;
    private IReadOnlyList<SourceInfo> stopping = [];
    private bool hasVault;

    [Parameter] public string Id { get; set; } = "";

    [SupplyParameterFromQuery] private string? Tab { get; set; }

    /// <summary>A member whose details are open.</summary>
    [SupplyParameterFromQuery] private string? Source { get; set; }

    /// <summary>"all", or the member whose protection is to be stopped.</summary>
    [SupplyParameterFromQuery] private string? Stop { get; set; }

    private string Shown => Tab ?? "members";

    protected override IReadOnlyCollection<string> Topics => ["groups", "sources", "points"];

    protected override async Task Load()
    {
        if (group is not null && group.Id != Id && group.Name != Id) group = null;
        var vault = Session.Api.Status(Leaving);
        // Members are listed window by window; all of them are read only where one or all are to be stopped.
        var found = await Session.Api.GroupWithoutMembers(Id, Leaving);
        summary = (await Session.Api.Insight.Groups(found.Id, cancellation: Leaving)).Groups.FirstOrDefault(one => one.Id == found.Id);
        stopping = Stop is null ? [] : [.. (await Session.Api.Group(found.Id, Leaving)).Sources.Where(source => Stop == "all" || source.Id == Stop)];
        (group, hasVault) = (found, (await vault).Vault.State != "notRegistered");
    }

    private Task Point(bool online) => Run(() => Session.Api.CreateRecoveryPoint(new CreateRecoveryPointRequest(Group: group!.Id, Online: online ? true : null)));

    private Task Synchronize() => Run(() => Session.Api.Synchronize(new RunRequest(Group: group!.Id)));

    private Task Check() => Run(() => Session.Api.Check(new RunRequest(Group: group!.Id)));

    private async Task Run(Func<Task<JobList>> act)
    {
        JobList? jobs = null;
        if (await Try(async () => jobs = await act()))
            Toasts.Say(jobs!.Jobs.Count == 1 ? T["1 job has been queued."] : T["{0} jobs have been queued.", jobs.Jobs.Count], $"/protection/groups/{group!.Id}?tab=jobs");
    }

    private async Task Suspend()
    {
        var isSuspended = group!.Suspended;
        await Try(async () => group = isSuspended ? await Session.Api.Policies.Resume(group.Id) : await Session.Api.Policies.Suspend(group.Id), isSuspended ? T["The group runs again."] : T["The group is suspended."]);
    }

    private async Task Delete()
    {
        var isDone = await Confirmations.Ask(T["Delete the group {0}?", group!.Name], [T["Its goals and schedules. It has no members any more, and no recovery point is touched."]], T["Delete"], async codes =>
        {
            using var api = Session.Confirmed(codes.Confirmation, codes.VaultPin);
            await api.DeleteGroup(group.Id);
        });
        if (isDone) Navigation.NavigateTo("/protection");
    }

    private void CloseStop() => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("stop", (string?)null), replace: true);
}
