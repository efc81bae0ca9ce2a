namespace Holdfast.Contracts.Api.Agents;

/// <summary>Enrolled agents by name. The local agent of the server is not among them.</summary>
public sealed record AgentList(IReadOnlyList<AgentDetails> Agents);
