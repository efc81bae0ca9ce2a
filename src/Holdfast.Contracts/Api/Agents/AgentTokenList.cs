namespace Holdfast.Contracts.Api.Agents;

/// <summary>Tokens of the last 33 days, newest first.</summary>
public sealed record AgentTokenList(IReadOnlyList<AgentTokenInfo> Tokens);
