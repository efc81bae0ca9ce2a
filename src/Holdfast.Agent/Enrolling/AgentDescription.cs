namespace Holdfast.Agent.Enrolling;

/// <summary>agent.json: what of an agent's identity is no secret.</summary>
internal sealed record AgentDescription(string AgentId, string Name, string Server);
