using Holdfast.Contracts.Agent;
using Holdfast.Server.Configuration;

namespace Holdfast.Server.Agents;

/// <summary>Where and how the agents' part of a server runs.</summary>
/// <param name="IsDomainController">Whether this computer is one: then it protects itself alone. Asked for each token.</param>
/// <param name="Protocol">What it speaks; the program's own where nothing else is tried.</param>
internal sealed record AgentsPlace(string DataDirectory, Settings Settings, AgentProtocol Protocol, Func<bool> IsDomainController);
