namespace Holdfast.Contracts.Api;

/// <summary>What a search found. <paramref name="Truncated"/>: there is more than the limit allowed.</summary>
public sealed record SearchResult(IReadOnlyList<SearchHit> Items, bool Truncated)
{
    /// <summary>Ids of points whose list of items is damaged: they may hold more.</summary>
    public IReadOnlyList<string> Unread { get; init; } = [];
}
