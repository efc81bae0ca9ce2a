using Holdfast.Contracts.Api;

namespace Holdfast.Console.Pages.Protection.Wizard;

/// <summary>Makes what was drawn up: the group, then its members. When the server refuses on the way, another try goes on from there.</summary>
public sealed class GroupSaving(GroupDraft draft)
{
    private GroupInfo? made = draft.Present;

    /// <summary>Jobs that were queued.</summary>
    internal int Jobs { get; private set; }

    /// <returns>Id of the group.</returns>
    internal async Task<string> Save(HoldfastClient api)
    {
        made = made is null ? await api.CreateGroup(Request()) : await api.ModifyGroup(made.Id, Change());
        foreach (var source in MemberRequests.Gone(draft)) await api.StopProtection(made.Id, new StopProtectionRequest(DeleteData: false, source.Id));
        if (draft.Present is not null)
            foreach (var request in MemberRequests.Changed(draft, ExclusionsChanged)) await api.Policies.ModifySource(request);
        foreach (var request in MemberRequests.Of(draft)) Jobs += (await api.Protect(request)).Jobs.Count;
        if (draft.Containers.Count > 0) made = await api.Policies.Discover(made.Id);
        return made.Id;
    }

    /// <summary>The change as what-if takes it. Exclusions that stay are not named, because naming them ends those of members.</summary>
    internal ModifyGroupRequest Change() => new(
        draft.Name.Trim(), Exclude: SameAs(draft.Exclude, made?.Exclude) ? null : draft.Exclude, ExcludeExtensions: SameAs(draft.Extensions, made?.ExcludeExtensions) ? null : draft.Extensions,
        Online: draft.Policy().Online is not null, OnlineRetentionDays: draft.Online && draft.OnlineMembers is not null ? draft.DailyDays : null, Policy: draft.Policy());

    private CreateGroupRequest Request() => new(
        draft.Name.Trim(), OnlineRetentionDays: draft.Online && draft.OnlineMembers is not null ? draft.DailyDays : null, Policy: draft.Policy(), Exclude: draft.Exclude, ExcludeExtensions: draft.Extensions);

    private bool ExclusionsChanged => !SameAs(draft.Exclude, draft.Present?.Exclude) || !SameAs(draft.Extensions, draft.Present?.ExcludeExtensions);

    private static bool SameAs(List<string> wanted, IReadOnlyList<string>? present) => wanted.SequenceEqual(present ?? []);
}
