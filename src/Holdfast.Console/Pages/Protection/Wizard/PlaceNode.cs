using Holdfast.Contracts.Api.Agents;

namespace Holdfast.Console.Pages.Protection.Wizard;

/// <summary>Something in the tree of what can be protected: a production server, a folder, or a file on it.</summary>
/// <param name="Agent">Id of the agent that shows it; "local" is this computer.</param>
/// <param name="Server">Name of the production server.</param>
/// <param name="Path">Absolute path there; empty for the server itself.</param>
/// <param name="Kind">server, volume, share, folder, file, or a kind of a workload.</param>
/// <param name="Size">Bytes; 0 where unknown.</param>
public sealed record PlaceNode(string Agent, string Server, string Path, string Name, string Kind, long Size = 0)
{
    internal const string Local = "local";

    internal bool IsServer => Path.Length == 0;

    internal bool CanOpen => Kind != "file";

    internal bool IsLocal => Agent == Local;

    internal Place Place => new(Server, Path);

    internal static PlaceNode Of(PlaceNode server, FolderItem item) =>
        new(server.Agent, server.Server, item.Path, item.Name, item.IsFolder ? "folder" : "file", item.Size);

    internal static PlaceNode Of(PlaceNode server, ProtectableItem item) =>
        new(server.Agent, server.Server, item.Path, item.Name.Length == 0 ? item.Path : item.Name, item.Kind, item.Used > 0 ? item.Used : item.Size);
}
