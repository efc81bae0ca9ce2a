namespace Holdfast.Contracts.Api;

/// <summary>What one folder of a recovery point holds. <paramref name="Path"/>: the folder, empty for the root.</summary>
public sealed record BrowseResult(string RecoveryPoint, string Source, string Path, IReadOnlyList<ItemInfo> Items);
