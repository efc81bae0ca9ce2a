using Holdfast.Contracts.Agent;
using Holdfast.Server.Configuration;

namespace Holdfast.Server.Agents;

/// <summary>Where and how the agents' part of a server runs.</summary>
/// <param name="Protocol">What it speaks; the program's own where nothing else is tried.</param>
internal sealed record AgentsPlace(string DataDirectory, Settings Settings, AgentProtocol Protocol);
