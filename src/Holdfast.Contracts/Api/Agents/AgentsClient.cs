namespace Holdfast.Contracts.Api.Agents;

/// <summary>The agents' routes as methods. Agents are named by id or name. Failures are those of <see cref="HoldfastClient"/>.</summary>
public sealed class AgentsClient
{
    private readonly ApiTransport api;

    internal AgentsClient(ApiTransport api) => this.api = api;

    public Task<AgentList> List(CancellationToken cancellation = default) => api.Get("agents", AgentsJson.Default.AgentList, cancellation);

    public Task<AgentDetails> Get(string agent, CancellationToken cancellation = default) => api.Get(Route(agent), AgentsJson.Default.AgentDetails, cancellation);

    public Task<AgentDetails> Modify(string agent, ModifyAgentRequest request, CancellationToken cancellation = default) =>
        api.Put(Route(agent), request, AgentsJson.Default.ModifyAgentRequest, AgentsJson.Default.AgentDetails, cancellation);

    /// <summary>Forgets an agent and revokes its certificates. What it protected stays.</summary>
    public Task<Acknowledgement> Remove(string agent, CancellationToken cancellation = default) => api.Delete(Route(agent), ApiJson.Default.Acknowledgement, cancellation);

    /// <summary>Makes a one-time enrolment token. The first one opens the agents' port.</summary>
    public Task<AgentToken> CreateToken(AgentTokenRequest request, CancellationToken cancellation = default) =>
        api.Post("agents/tokens", request, AgentsJson.Default.AgentTokenRequest, AgentsJson.Default.AgentToken, cancellation);

    public Task<AgentTokenList> Tokens(CancellationToken cancellation = default) => api.Get("agents/tokens", AgentsJson.Default.AgentTokenList, cancellation);

    public Task<AgentTokenInfo> RevokeToken(string id, CancellationToken cancellation = default) =>
        api.Delete("agents/tokens/" + Uri.EscapeDataString(id), AgentsJson.Default.AgentTokenInfo, cancellation);

    public Task<AgentDetails> SetThrottle(string agent, AgentThrottle throttle, CancellationToken cancellation = default) =>
        api.Put(Route(agent) + "/throttle", throttle, AgentsJson.Default.AgentThrottle, AgentsJson.Default.AgentDetails, cancellation);

    /// <summary>What could be protected there; asks the agent.</summary>
    public Task<ProtectableList> Inventory(string agent, CancellationToken cancellation = default) =>
        api.Get(Route(agent) + "/inventory", AgentsJson.Default.ProtectableList, cancellation);

    /// <param name="path">A folder; null or empty for the roots.</param>
    public Task<FolderListing> Browse(string agent, string? path = null, CancellationToken cancellation = default) =>
        api.Get(new Query(Route(agent) + "/browse").Add("path", path).ToString(), AgentsJson.Default.FolderListing, cancellation);

    /// <summary>How an agent comes onto another computer: one command for each platform.</summary>
    public Task<AgentInstallers> Installers(CancellationToken cancellation = default) => api.Get("agents/installers", AgentsJson.Default.AgentInstallers, cancellation);

    /// <summary>Brings an agent to the server's version, or says how a person does.</summary>
    public Task<AgentUpdate> Update(string agent, CancellationToken cancellation = default) => api.Post(Route(agent) + "/update", AgentsJson.Default.AgentUpdate, cancellation);

    private static string Route(string agent) => "agents/" + Uri.EscapeDataString(agent);
}
