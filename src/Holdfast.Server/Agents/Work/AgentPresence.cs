using Holdfast.Server.Catalog;
using Holdfast.Server.Scheduling;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Agents.Work;

/// <summary>A production server is there while its agent is connected; this computer always is.</summary>
internal sealed class AgentPresence(IConnectedAgents connected, AgentTable agents) : IServerPresence
{
    public bool IsAway(string server) => !SourceRegistry.IsLocal(server) && connected.FindByServer(server) is not { IsOpen: true };

    public DateTimeOffset? LastContact(string server)
    {
        if (SourceRegistry.IsLocal(server)) return null;
        var agent = agents.All().FirstOrDefault(row => string.Equals(row.Name, server, StringComparison.OrdinalIgnoreCase));
        return agent?.LastContact is { } contact ? CatalogTime.To(contact) : null;
    }
}
