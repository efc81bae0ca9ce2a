using Holdfast.Contracts.Agent;
using Holdfast.Server.Agents;

namespace Holdfast.Remote.Tests.Support;

/// <summary>The agents that are connected now.</summary>
internal sealed class TestAgents : IConnectedAgents
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, TestLink> links = [];
    private readonly List<IAgentJobs> jobs = [];

    public IAgentLink? Find(string agentId)
    {
        lock (gate) return links.GetValueOrDefault(agentId);
    }

    public IAgentLink? FindByServer(string serverName)
    {
        lock (gate) return links.Values.FirstOrDefault(link => string.Equals(link.ServerName, serverName, StringComparison.OrdinalIgnoreCase));
    }

    public void Register(IAgentJobs registered) => jobs.Add(registered);

    public void Connect(TestLink link, IReadOnlyList<JobAttempt> running)
    {
        lock (gate) links[link.AgentId] = link;
        foreach (var told in jobs) told.Connected(link, running);
    }

    public void Disconnect(TestLink link)
    {
        link.IsOpen = false;
        lock (gate)
            if (links.GetValueOrDefault(link.AgentId) == link) links.Remove(link.AgentId);
        foreach (var told in jobs) told.Disconnected(link);
    }

    public void Received(TestLink link, AgentMessage message)
    {
        if (!link.IsOpen) return;
        foreach (var told in jobs) told.Received(link, message);
    }
}
