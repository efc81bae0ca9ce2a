using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Agents;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Protect;

/// <summary>Which paths can be protected on which production server, and their one form: as this computer, or the machine's agent, sees them.</summary>
internal sealed class ProtectedPlaces(OwnFolders own, IConnectedAgents agents)
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(15);

    /// <param name="server">Name of a production server or id of an agent; null for this computer.</param>
    /// <exception cref="HoldfastException">A path is not absolute, not there, or within Holdfast's own data; or the agent is not connected.</exception>
    internal (string Server, List<string> Paths) Check(string? server, IReadOnlyList<string> paths)
    {
        if (server is null || string.Equals(server, SourceRegistry.LocalServer, StringComparison.OrdinalIgnoreCase))
            return (SourceRegistry.LocalServer, [.. paths.Select(path => SourcePath.Check(path, own)).Distinct(StringComparer.Ordinal)]);
        var link = agents.FindByServer(server) ?? agents.Find(server)
            ?? throw new HoldfastException(ErrorCode.AgentUnreachable, $"No agent of a production server '{server}' is connected.");
        return (link.ServerName, [.. paths.Select(path => Ask(link, path)).Distinct(StringComparer.Ordinal)]);
    }

    private static string Ask(IAgentLink link, string path)
    {
        if (!ForeignPath.IsAbsolute(path)) throw new HoldfastException(ErrorCode.PathRefused, $"'{path}' is not an absolute path.");
        var state = link.Ask(new Ask { Path = path }, patience, CancellationToken.None).GetAwaiter().GetResult().Path;
        if (state is null || !ForeignPath.IsAbsolute(state.Path)) throw new HoldfastException(ErrorCode.AgentMessageRefused, $"The agent of {link.ServerName} did not say what '{path}' is.");
        if (!state.Exists) throw new HoldfastException(ErrorCode.PathNotFound, $"{path} does not exist on {link.ServerName}, or may not be seen by its agent.");
        var isRoot = state.Path == "/" || (ForeignPath.IsWindows(state.Path) && state.Path.Length == 3);
        return isRoot ? state.Path : state.Path.TrimEnd(ForeignPath.IsWindows(state.Path) ? '\\' : '/');
    }
}
