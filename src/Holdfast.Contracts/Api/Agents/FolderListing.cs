namespace Holdfast.Contracts.Api.Agents;

/// <summary>What a folder on a production server holds. <paramref name="Cut"/>: there is more than is shown.</summary>
public sealed record FolderListing(string Server, string Path, IReadOnlyList<FolderItem> Items, bool Cut);
