using System.Collections.Concurrent;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Agents.Gateway;

/// <summary>All open control streams, one an agent, and who is told about them.</summary>
internal sealed class ConnectedAgents(ILogger log) : IConnectedAgents
{
    private readonly ConcurrentDictionary<string, AgentLink> links = new(StringComparer.Ordinal);
    private volatile IAgentJobs[] receivers = [];
    private volatile HoldfastException? ended;

    internal IReadOnlyCollection<AgentLink> All => [.. links.Values];

    public IAgentLink? Find(string agentId) => LinkOf(agentId);

    internal AgentLink? LinkOf(string agentId) => links.TryGetValue(agentId, out var link) && link.IsOpen ? link : null;

    public IAgentLink? FindByServer(string serverName)
    {
        var key = AgentNames.Key(serverName);
        return links.Values.FirstOrDefault(link => link.IsOpen && AgentNames.Key(link.ServerName) == key);
    }

    public void Register(IAgentJobs jobs) => receivers = [.. receivers, jobs];

    /// <summary>Takes the place of an earlier stream of the same agent, which ends.</summary>
    /// <exception cref="HoldfastException">The server is stopping.</exception>
    internal void Add(AgentLink link)
    {
        AgentLink? earlier = null;
        links.AddOrUpdate(link.AgentId, link, (_, present) =>
        {
            earlier = present;
            return link;
        });
        earlier?.Close(new HoldfastException(ErrorCode.AgentReplaced, "The agent has connected anew."));
        if (ended is { } reason)
        {
            links.TryRemove(new KeyValuePair<string, AgentLink>(link.AgentId, link));
            throw reason;
        }
        log.LogInformation("The agent of {Server} is connected.", link.ServerName);
    }

    internal void Remove(AgentLink link)
    {
        links.TryRemove(new KeyValuePair<string, AgentLink>(link.AgentId, link));
        log.LogInformation("The agent of {Server} is disconnected.", link.ServerName);
    }

    internal void Close(string agentId, HoldfastException reason)
    {
        if (links.TryGetValue(agentId, out var link)) link.Close(reason);
    }

    /// <summary>Ends all streams and lets none begin any more.</summary>
    internal void CloseAll(HoldfastException reason)
    {
        ended = reason; // before the streams are looked at: one that is added meanwhile sees it
        foreach (var link in links.Values) link.Close(reason);
    }

    internal void TellConnected(AgentLink link, IReadOnlyList<JobAttempt> running)
    {
        foreach (var receiver in receivers) receiver.Connected(link, running);
    }

    internal void TellDisconnected(AgentLink link)
    {
        foreach (var receiver in receivers) receiver.Disconnected(link);
    }

    internal void TellReceived(AgentLink link, AgentMessage message)
    {
        foreach (var receiver in receivers) receiver.Received(link, message);
    }
}
