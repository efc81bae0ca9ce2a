using Holdfast.Contracts.Api.Groups;

namespace Holdfast.Console.Pages.Protection.Wizard;

/// <summary>What a draft of a new group is kept as, so that a page that is loaded again goes on where it was. Commands that run before and after a backup may hold a secret and are left out.</summary>
/// <param name="Included">Members that are chosen; <paramref name="LeftOut"/> lies below them.</param>
/// <param name="OnlineMembers">Null: all.</param>
/// <param name="Reached">How many steps can be visited.</param>
internal sealed record SavedDraft(
    string Name, bool IsForClients, PolicyInfo Policy, bool Online, int DailyDays, IReadOnlyList<Place>? OnlineMembers, IReadOnlyList<Place> Included, IReadOnlyList<Place> LeftOut,
    IReadOnlyList<Place> Containers, IReadOnlyList<string> Exclude, IReadOnlyList<string> Extensions, int Reached)
{
    /// <summary>What is taken of members that are trees of Windows.</summary>
    public IReadOnlyList<PlacedChoice>? Files { get; init; }

    /// <summary>Settings of members that are applications.</summary>
    public IReadOnlyList<PlacedOptions>? Applications { get; init; }
}
