using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Groups;

namespace Holdfast.Console.Pages.Protection.Wizard;

/// <summary>What has to be asked of the server so that a group has the members that were chosen.</summary>
internal static class MemberRequests
{
    /// <summary>New members: one request for those of a server that have nothing of their own, and one for each of the others.</summary>
    internal static IReadOnlyList<ProtectRequest> Of(GroupDraft draft) =>
    [
        .. draft.Members.Members.Where(place => Present(draft, place) is null)
            .Select(place => (Place: place, Exclude: draft.ExclusionsOf(place), Online: draft.Online && draft.OnlineMembers?.Exists(place.Is) == true))
            .GroupBy(one => (one.Place.Server, one.Online, Alone: one.Exclude.Count == 0 ? "" : one.Place.Path, Options: draft.OptionText(one.Place)))
            .Select(one => new ProtectRequest(
                [.. one.Select(member => member.Place.Path)], draft.Name.Trim(), one.First().Exclude is { Count: > 0 } globs ? globs : null, null, one.Key.Server, one.Key.Online,
                Options: draft.OptionsOf(one.First().Place))),
    ];

    /// <summary>Members of the group that were taken out.</summary>
    internal static IReadOnlyList<SourceInfo> Gone(GroupDraft draft) =>
        [.. (draft.Present?.Sources ?? []).Where(source => !draft.Members.Members.Any(place => place.Is(PlaceOf(source))))];

    /// <summary>Members that stay and are sent to the vault, or leave out, what they did not before.</summary>
    /// <param name="groupExclusionsChanged">What a group leaves out takes the place of what its members left out: it has to be said again.</param>
    internal static IReadOnlyList<ModifySourceRequest> Changed(GroupDraft draft, bool groupExclusionsChanged) =>
    [
        .. draft.Members.Members.Select(place => (Place: place, Source: Present(draft, place))).Where(one => one.Source is not null)
            .Select(one => (Source: one.Source!, Wanted: draft.ExclusionsOf(one.Place), Before: one.Source!.Exclude.Except(draft.Present!.Exclude).ToList(),
                Extensions: one.Source!.ExcludeExtensions.Except(draft.Present!.ExcludeExtensions).ToList(),
                Online: draft.OnlineMembers is { } chosen ? draft.Online && chosen.Exists(one.Place.Is) : (bool?)null, Options: ChangedOptions(draft, one.Place, one.Source!)))
            .Where(one => !one.Wanted.ToHashSet().SetEquals(one.Before) || (groupExclusionsChanged && one.Wanted.Count + one.Extensions.Count > 0) || (one.Online is { } online && online != one.Source.Online)
                || (!draft.Online && one.Source.Online) || one.Options is not null)
            .Select(one => new ModifySourceRequest(one.Source.Id, one.Wanted, groupExclusionsChanged ? one.Extensions : null, draft.Online ? one.Online : one.Source.Online ? false : null, one.Options)),
    ];

    /// <summary>Null where they stay. An application's are given when it is protected again.</summary>
    private static IReadOnlyDictionary<string, string>? ChangedOptions(GroupDraft draft, Place place, SourceInfo source) =>
        place.IsApplication || draft.OptionText(place) == GroupDraft.TextOf(source.Options) ? null : draft.OptionsOf(place) ?? new Dictionary<string, string>();

    private static SourceInfo? Present(GroupDraft draft, Place place) => draft.Present?.Sources.FirstOrDefault(source => place.Is(PlaceOf(source)));

    private static Place PlaceOf(SourceInfo source) => new(source.Server, source.Path);
}
