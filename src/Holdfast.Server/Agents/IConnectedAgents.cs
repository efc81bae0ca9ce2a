namespace Holdfast.Server.Agents;

/// <summary>The agents whose control stream is open now. Thread-safe.</summary>
internal interface IConnectedAgents
{
    /// <summary>Null where that agent is not connected.</summary>
    IAgentLink? Find(string agentId);

    /// <summary>By the name of the production server, in any case of letters.</summary>
    IAgentLink? FindByServer(string serverName);

    /// <summary>Adds a receiver of what concerns jobs. Before the gateway opens.</summary>
    void Register(IAgentJobs jobs);
}
