namespace Holdfast.Contracts.Api.Agents;

/// <summary>What updating an agent came to.</summary>
/// <param name="State">upToDate: nothing to do. byHand: run the command there.</param>
/// <param name="AgentVersion">What runs there.</param>
/// <param name="ServerVersion">What should.</param>
/// <param name="Command">What to run on the agent's computer; null where there is nothing to do.</param>
/// <param name="Reason">In a sentence.</param>
public sealed record AgentUpdate(string State, string AgentVersion, string ServerVersion, string? Command, string Reason);
