namespace Holdfast.Contracts.Api;

/// <summary>What one folder of a recovery point holds. <paramref name="Path"/>: the folder, empty for the root.</summary>
public sealed record BrowseResult(string RecoveryPoint, string Source, string Path, IReadOnlyList<ItemInfo> Items)
{
    /// <summary>Items of the folder that fit what was asked for, also those before and behind this page.</summary>
    public int Total { get; init; }

    /// <summary>How many of them come before this page.</summary>
    public int Offset { get; init; }
}
