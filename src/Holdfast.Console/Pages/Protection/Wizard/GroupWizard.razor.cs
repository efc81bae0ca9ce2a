using Holdfast.Console.Elements;
using Holdfast.Console.Live;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Groups;
using Holdfast.Contracts.Api.Insight;
using Holdfast.Contracts.Errors;
using Microsoft.AspNetCore.Components;

namespace Holdfast.Console.Pages.Protection.Wizard;

public sealed partial class GroupWizard : LivePage
{
    private GroupDraft? draft;
    private GroupSaving saving = null!;
    private MemberPlaces places = null!;
    private IReadOnlyList<GroupSummary> groups = [];
    private TakenPlaces taken = null!;
    private DraftKeeping keeping = null!;
    private IReadOnlyList<string> ids = WizardSteps.All;
    private (string Step, HoldfastException Failure, bool IsHere)? refused; // here: the reader stands at the foot of the step
    private WhatIfInfo? whatIf;
    private string local = "";
    private int current, reached;
    private bool hasVault, isBusy;

    /// <summary>Id of the group that is changed; null: a new one.</summary>
    [Parameter] public string? Group { get; set; }

    /// <summary>Id of the step in the address.</summary>
    [Parameter] public string? Step { get; set; }

    /// <summary>Production server whose folders are offered first; null: all alike.</summary>
    [Parameter] public string? Server { get; set; }

    private string Away => Group is null ? "/protection" : $"/protection/groups/{Group}";

    protected override async Task Load()
    {
        if (draft is null) await Begin();
        ids = WizardSteps.Of(draft!);
        var asked = Step is null ? 0 : Math.Max(0, ids.ToList().IndexOf(Step));
        current = Math.Min(asked, reached);
    }

    private async Task Begin()
    {
        var (all, status) = (Session.Api.Insight.AllGroups(Leaving), Session.Api.Status(Leaving));
        groups = await all;
        hasVault = (await status).Vault.State != "notRegistered";
        local = (await status).Agents.FirstOrDefault(agent => agent.Id == PlaceNode.Local)?.Server ?? "";
        (places, taken, keeping) = (new MemberPlaces(Session.Api), new TakenPlaces(Session.Api), new DraftKeeping(Browser));
        var saved = Group is null ? await keeping.Recall() : null;
        var made = Group is { } id ? GroupDraft.Of(await Session.Api.Group(id, Leaving)) : saved is not null ? GroupDraft.Of(saved) : new GroupDraft { Name = FreeName(), Online = hasVault, TimeZone = Browser.Zone };
        (draft, saving) = (made, new GroupSaving(made));
        // What a group has is complete: one may go straight to the page that one came for.
        var last = WizardSteps.Of(made).Count - 1;
        reached = Group is not null ? last : Math.Clamp(saved?.Reached ?? 0, 0, last);
        if (saved is not null) await LookUp();
    }

    private string FreeName()
    {
        var name = T["Protection group"];
        for (var number = 1; ; number++)
            if (!groups.Any(group => string.Equals(group.Name, $"{name} {number}", StringComparison.OrdinalIgnoreCase))) return $"{name} {number}";
    }

    private List<WizardStep> Steps()
    {
        var problems = new DraftProblems(draft!, groups, taken, T);
        return [.. ids.Select(id => new WizardStep(id, WizardSteps.Title(id, T), problems.Of(id)))];
    }

    private List<EstimateMember> Members() => [.. draft!.Members.Members.Concat(draft.Containers).Select(place => new EstimateMember(place.Path, place.Server.Length == 0 ? null : place.Server))];

    private async Task Changed()
    {
        if (ids[current] == WizardSteps.Members) await LookUp();
        ids = WizardSteps.Of(draft!);
        reached = Math.Min(Group is null ? reached : ids.Count - 1, ids.Count - 1);
        whatIf = null;
        if (Group is null) await keeping.Keep(draft!.Save(reached));
        if (refused?.Step == ids[current]) refused = null;
    }

    // Where it cannot be asked, the server says it when the group is made.
    private Task LookUp() => Try(() => taken.LookUp([.. draft!.Members.Members.Where(place => draft.PresentMember(place) is null)], Leaving));

    private async Task Go(int index)
    {
        current = index;
        if (Group is null) await keeping.Keep(draft!.Save(Math.Max(reached, index)));
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("step", ids[index]));
    }

    // The server looks at the whole policy after each step, so that what it refuses is said where it can be corrected.
    private async Task<bool> Accepted()
    {
        if (ids[current] == WizardSteps.Members)
        {
            await LookUp();
            return new DraftProblems(draft!, groups, taken, T).Of(WizardSteps.Members) is null;
        }
        if (ids[current] is WizardSteps.Name or WizardSteps.Exclusions) return true;
        try
        {
            await Session.Api.Insight.Preview(new PolicyPreviewRequest(draft!.Policy(), Days: 1), Leaving);
        }
        catch (HoldfastException failure)
        {
            var step = WizardSteps.Of(failure);
            // What belongs to a later page is said there.
            if (ids.ToList().IndexOf(step) > current) return true;
            refused = (ids[current], failure, true);
            return false;
        }
        refused = null;
        return true;
    }

    private async Task Finish()
    {
        if (isBusy) return;
        var problems = new DraftProblems(draft!, groups, taken, T);
        if (ids.FirstOrDefault(id => problems.Of(id) is not null) is { } incomplete)
        {
            await Go(ids.ToList().IndexOf(incomplete));
            return;
        }
        (isBusy, refused) = (true, null);
        try
        {
            var id = await Save();
            if (id is null) return;
            if (Group is null) await keeping.Forget();
            Toasts.Say(Group is not null ? T["The group has been changed."] : saving.Jobs == 0 ? T["The group has been made."] : T["The group has been made; first copies are on their way."]);
            Navigation.NavigateTo($"/protection/groups/{id}");
        }
        catch (HoldfastException failure)
        {
            var step = WizardSteps.Of(failure);
            refused = (ids.Contains(step) ? step : ids[^1], failure, false);
            await Go(ids.ToList().IndexOf(refused.Value.Step));
        }
        finally
        {
            isBusy = false;
        }
    }

    // What loses recovery points, or shortens how long they are kept, is asked for once more, with the code or PIN that it takes.
    private async Task<string?> Save()
    {
        var lost = whatIf is { } answer ? WhatIfTable.LostOf(answer) : 0;
        if (lost == 0)
            try
            {
                return await saving.Save(Session.Api);
            }
            catch (HoldfastException failure) when (failure.Code is ErrorCode.ConfirmationNeeded or ErrorCode.VaultPinMissing)
            {
                // Asked for below.
            }
        string? id = null;
        await Confirmations.Ask(T["Save the changes of {0}?", draft!.Name], Losses(lost), T["Save"], async codes =>
        {
            using var api = Session.Confirmed(codes.Confirmation, codes.VaultPin);
            id = await saving.Save(api);
        });
        return id;
    }

    // Who goes away on purpose begins anew the next time.
    private async Task Cancel()
    {
        if (Group is null) await keeping.Forget();
        Navigation.NavigateTo(Away);
    }

    private List<string> Losses(int lost)
    {
        List<string> losses = [];
        if (lost > 0) losses.Add(lost == 1 ? T["1 recovery point is deleted, because the new goals do not keep it."] : T["{0} recovery points are deleted, because the new goals do not keep them.", lost]);
        if (lost > 0 && whatIf?.BytesFreed is { } bytes) losses.Add(T["What only they hold cannot be recovered afterwards: {0}.", Text.ByteWords.Of(bytes)]);
        if (lost == 0) losses.Add(T["Recovery points will be kept for a shorter time than now."]);
        return losses;
    }
}
