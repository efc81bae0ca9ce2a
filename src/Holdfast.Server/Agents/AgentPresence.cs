using Holdfast.Server.Catalog;
using Holdfast.Server.Scheduling;

namespace Holdfast.Server.Agents;

/// <summary>A production server with an agent is there while its control stream is open; this computer always is.</summary>
internal sealed class AgentPresence(AgentTable agents, IConnectedAgents connected) : IServerPresence
{
    public bool IsAway(string server) => agents.ByName(server) is not null && connected.FindByServer(server) is null;
}
