using Holdfast.Console.Text;
using Holdfast.Contracts.Api.Agents;
using Holdfast.Contracts.Api.Applications;

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

    /// <summary>An instance of an application: what it holds can join by itself.</summary>
    internal bool IsContainer { get; init; }

    /// <summary>Path of the instance that an application belongs to; null where it stands alone.</summary>
    internal string? Instance { get; init; }

    /// <summary>Why it cannot be protected; null where it can.</summary>
    internal string? Unprotectable { get; init; }

    /// <summary>Settings by which an instance, or what it holds, is asked; null for none.</summary>
    internal IReadOnlyDictionary<string, string>? Options { get; init; }

    internal bool IsServer => Path.Length == 0;

    internal bool IsApplication => ApplicationWords.IsAddress(Path);

    internal bool CanOpen => IsApplication ? IsContainer : Kind != "file";

    internal bool IsLocal => Agent == Local;

    internal Place Place => new(Server, Path);

    internal static PlaceNode Of(PlaceNode server, FolderItem item) =>
        new(server.Agent, server.Server, item.Path, item.Name, item.IsFolder ? "folder" : "file", item.Size);

    internal static PlaceNode Of(PlaceNode server, ProtectableItem item) =>
        new(server.Agent, server.Server, item.Path, item.Name.Length == 0 ? item.Path : item.Name, item.Kind, item.Used > 0 ? item.Used : item.Size);

    internal static PlaceNode Of(PlaceNode above, FoundApplication found) => new(above.Agent, above.Server, found.Path, found.Name.Length == 0 ? found.Path : found.Name, found.Kind, found.Size)
    {
        Options = above.Options, IsContainer = found.IsContainer, Instance = found.Parent, Unprotectable = found.Unprotectable,
    };
}
