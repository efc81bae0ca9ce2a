namespace Holdfast.Contracts.Api.Recovery;

/// <summary>One item through time.</summary>
/// <param name="Source">Id of the datasource.</param>
/// <param name="Path">The item, relative to the datasource's root.</param>
/// <param name="Versions">Newest first; points that do not have the item are left out.</param>
/// <param name="Truncated">There are older points than the limit allowed to look at.</param>
public sealed record ItemVersions(string Source, string Path, IReadOnlyList<ItemVersion> Versions, bool Truncated)
{
    /// <summary>Ids of points whose list of items is damaged: they may have the item as well.</summary>
    public IReadOnlyList<string> Unread { get; init; } = [];
}
