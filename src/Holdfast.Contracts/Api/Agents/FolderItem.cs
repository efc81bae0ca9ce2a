namespace Holdfast.Contracts.Api.Agents;

/// <summary>An entry of a folder on a production server.</summary>
public sealed record FolderItem(string Name, string Path, bool IsFolder, long Size, DateTimeOffset Modified);
