namespace Holdfast.Contracts.Api;

/// <summary>An agent. <paramref name="State"/>: connected, disconnected.</summary>
public sealed record AgentInfo(string Id, string Name, string Server, string State, string Version);
