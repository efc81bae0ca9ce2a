namespace Holdfast.Contracts.Api.Agents;

/// <summary>Null leaves a thing as it is.</summary>
public sealed record ModifyAgentRequest(bool? Roaming = null);
