namespace Holdfast.Contracts.Api.Agents;

/// <summary>What is known of a token that was made. <paramref name="State"/>: open, used, revoked, expired.</summary>
/// <param name="Agent">Name of the agent that used it.</param>
public sealed record AgentTokenInfo(string Id, string? Host, DateTimeOffset Created, DateTimeOffset Expires, string State, string? Agent);
